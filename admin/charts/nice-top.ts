/** The end of a scale that has room for this number: 2, 4, 10, 20, 30, 100, 250 …, so that its middle is a whole number, too. */
export function niceTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  const tops = [1, 2, 2.5, 3, 4, 5, 6, 8, 10].map((times) => times * power);
  return tops.find((top) => top >= most && top % 2 === 0) ?? 2;
}
