/** The end of a scale that has room for this number: 2, 4, 10, 20, 40, 100 …, so that its middle is a whole number, too. */
export function niceTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  const found = [1, 2, 4, 6, 8, 10].map((times) => times * power).find((top) => top >= most) ?? most;
  return Math.max(2, found);
}
