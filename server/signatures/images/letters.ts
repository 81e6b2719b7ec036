/** A letter as strokes of a pen on a field 70 high. */
interface Letter {
  width: number;
  strokes: string;
}

/**
 * Capital letters of one even stroke. They are drawn, not set: a container has no fonts, and a name must look the same on every
 * machine that makes its picture.
 */
const letters: Record<string, Letter> = {
  A: { width: 54, strokes: 'M0 70 L27 0 L54 70 M9 47 H45' },
  B: { width: 45, strokes: 'M0 33 H24 A16.5 16.5 0 0 0 24 0 H0 V70 H27 A18.5 18.5 0 0 0 27 33' },
  C: { width: 56, strokes: 'M56 12 A34 35 0 1 0 56 58' },
  D: { width: 55, strokes: 'M0 0 V70 H20 A35 35 0 0 0 20 0 Z' },
  E: { width: 42, strokes: 'M42 0 H0 V70 H42 M0 34 H36' },
  F: { width: 40, strokes: 'M40 0 H0 V70 M0 35 H34' },
  G: { width: 60, strokes: 'M56 12 A34 35 0 1 0 60 38 H36' },
  H: { width: 52, strokes: 'M0 0 V70 M52 0 V70 M0 34 H52' },
  I: { width: 0, strokes: 'M0 0 V70' },
  J: { width: 28, strokes: 'M28 0 V49 C28 77 0 77 0 53' },
  K: { width: 48, strokes: 'M0 0 V70 M46 0 L0 42 M16 28 L48 70' },
  L: { width: 40, strokes: 'M0 0 V70 H40' },
  M: { width: 64, strokes: 'M0 70 V0 L32 46 L64 0 V70' },
  N: { width: 52, strokes: 'M0 70 V0 L52 70 V0' },
  O: { width: 66, strokes: 'M33 0 A33 35 0 1 0 33 70 A33 35 0 1 0 33 0 Z' },
  P: { width: 45, strokes: 'M0 70 V0 H25 A19.5 19.5 0 0 1 25 39 H0' },
  Q: { width: 66, strokes: 'M33 0 A33 35 0 1 0 33 70 A33 35 0 1 0 33 0 Z M42 52 L62 74' },
  R: { width: 46, strokes: 'M0 70 V0 H25 A19.5 19.5 0 0 1 25 39 H0 M24 39 L46 70' },
  S: { width: 46, strokes: 'M44 13 C38 -4 4 -5 4 17 C4 42 46 28 46 52 C46 76 5 75 0 56' },
  T: { width: 52, strokes: 'M0 0 H52 M26 0 V70' },
  U: { width: 52, strokes: 'M0 0 V44 C0 79 52 79 52 44 V0' },
  V: { width: 54, strokes: 'M0 0 L27 70 L54 0' },
  W: { width: 80, strokes: 'M0 0 L20 70 L40 6 L60 70 L80 0' },
  X: { width: 50, strokes: 'M0 0 L50 70 M50 0 L0 70' },
  Y: { width: 52, strokes: 'M0 0 L26 36 L52 0 M26 36 V70' },
  Z: { width: 50, strokes: 'M2 0 H48 L0 70 H50' },
};

const plainLetters: Record<string, string> = { Ø: 'O', Ł: 'L', Đ: 'D', Æ: 'A', Œ: 'O', Þ: 'T', ß: 'S' };
const gap = 16;

/** The strokes of initials and the width they take; null where one is no Latin letter, or there are none. */
export function drawnLetters(initials: string): { width: number; strokes: { x: number; path: string }[] } | null {
  const drawn = [...initials].map((letter) => letters[latin(letter)]);
  const strokes: { x: number; path: string }[] = [];
  let width = 0;
  for (const letter of drawn) {
    if (letter === undefined) return null;
    strokes.push({ x: width, path: letter.strokes });
    width += letter.width + gap;
  }
  return strokes.length === 0 ? null : { width: width - gap, strokes };
}

function latin(letter: string): string {
  return plainLetters[letter] ?? letter.normalize('NFD').charAt(0);
}
