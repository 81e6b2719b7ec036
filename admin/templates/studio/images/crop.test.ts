import { describe, expect, it } from '@jest/globals';
import { fitted, holdAt, moved, spanned, squared, stretched, whole } from './crop.ts';

const picture = { width: 400, height: 200 };
const box = { left: 100, top: 50, width: 100, height: 60 };

describe('the part of a picture that is kept', () => {
  it('is whole pixels inside the picture, whatever is asked for', () => {
    expect(fitted({ left: -5, top: 190.4, width: 999, height: 20.6 }, picture)).toEqual({
      ...{ left: 0, top: 179, width: 400, height: 21 },
    });
    expect(fitted({ left: 1, top: 1, width: 0, height: -3 }, picture)).toEqual({
      left: 1,
      top: 1,
      width: 8,
      height: 8,
    });
    expect(fitted(box, { width: 4, height: 4 })).toEqual({ left: 0, top: 0, width: 4, height: 4 });
  });

  it('moves with its size and grows with its place, both up to the edges', () => {
    expect(moved(box, { x: 500, y: -500 }, picture)).toEqual({ ...box, left: 300, top: 0 });
    expect(stretched(box, { x: 1000, y: 10 }, picture)).toEqual({ ...box, width: 300, height: 70 });
    expect(stretched(box, { x: -1000, y: 0 }, picture)).toEqual({ ...box, width: 8 });
  });

  it('is spanned by a pointer in any direction', () => {
    const expected = { left: 10, top: 20, width: 30, height: 40 };
    expect(spanned({ x: 10, y: 20 }, { x: 40, y: 60 }, picture)).toEqual(expected);
    expect(spanned({ x: 40, y: 60 }, { x: 10, y: 20 }, picture)).toEqual(expected);
    expect(spanned({ x: -40, y: 0 }, { x: 900, y: 900 }, picture)).toEqual(whole(picture));
  });

  it('becomes a square around its middle', () => {
    expect(squared(box, picture)).toEqual({ left: 120, top: 50, width: 60, height: 60 });
  });

  it('is taken hold of at its corners, where the opposite one stays, or inside', () => {
    expect(holdAt(box, { x: 102, y: 48 }, 5)).toEqual({ anchor: { x: 200, y: 110 } });
    expect(holdAt(box, { x: 198, y: 112 }, 5)).toEqual({ anchor: { x: 100, y: 50 } });
    expect(holdAt(box, { x: 150, y: 80 }, 5)).toBe('inside');
    expect(holdAt(box, { x: 90, y: 80 }, 5)).toBe('outside');
  });
});
