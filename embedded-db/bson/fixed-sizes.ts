/** How many bytes a BSON value takes, by its type; undefined where it says so itself, and for types that there are not. */
export const fixedSizes: readonly (number | undefined)[] = Object.assign(new Array<number | undefined>(256), {
  ...{ 1: 8, 6: 0, 7: 12, 8: 1, 9: 8, 10: 0, 16: 4, 17: 8, 18: 8, 19: 16, 127: 0, 255: 0 },
});
