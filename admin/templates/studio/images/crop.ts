/** A part of a picture, in its pixels. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

/** Smaller shows nothing. */
const least = 8;

const between = (low: number, value: number, high: number) => Math.min(Math.max(value, low), Math.max(low, high));

/** All of a picture. */
export function whole({ width, height }: Size): Box {
  return { left: 0, top: 0, width, height };
}

export function isWhole(box: Box, picture: Size): boolean {
  return box.width === picture.width && box.height === picture.height;
}

/** The box in whole pixels, not larger than the picture and nowhere outside it. */
export function fitted(box: Box, picture: Size): Box {
  const width = between(Math.min(least, picture.width), Math.round(box.width), picture.width);
  const height = between(Math.min(least, picture.height), Math.round(box.height), picture.height);
  const left = between(0, Math.round(box.left), picture.width - width);
  return { left, top: between(0, Math.round(box.top), picture.height - height), width, height };
}

/** The box pushed on; it stops at the edges with its size. */
export function moved(box: Box, by: Point, picture: Size): Box {
  return fitted({ ...box, left: box.left + by.x, top: box.top + by.y }, picture);
}

/** The box with its right and lower edge pushed; they stop at those of the picture. */
export function stretched(box: Box, by: Point, picture: Size): Box {
  const width = between(least, box.width + by.x, picture.width - box.left);
  return fitted({ ...box, width, height: between(least, box.height + by.y, picture.height - box.top) }, picture);
}

/** The box that a pointer spans from one corner to the other. */
export function spanned(from: Point, to: Point, picture: Size): Box {
  const inside = ({ x, y }: Point) => ({ x: between(0, x, picture.width), y: between(0, y, picture.height) });
  const [one, other] = [inside(from), inside(to)];
  const [left, top] = [Math.min(one.x, other.x), Math.min(one.y, other.y)];
  return fitted({ left, top, width: Math.abs(one.x - other.x), height: Math.abs(one.y - other.y) }, picture);
}

/** The largest square in the middle of the box. */
export function squared(box: Box, picture: Size): Box {
  const edge = Math.min(box.width, box.height);
  const [left, top] = [box.left + (box.width - edge) / 2, box.top + (box.height - edge) / 2];
  return fitted({ left, top, width: edge, height: edge }, picture);
}

/** Where a pointer takes hold of a box: at a corner (then the opposite one stays), inside, or nowhere. */
export function holdAt(box: Box, at: Point, reach: number): 'inside' | 'outside' | { anchor: Point } {
  const [right, bottom] = [box.left + box.width, box.top + box.height];
  for (const corner of [
    { x: box.left, y: box.top },
    { x: right, y: box.top },
    { x: box.left, y: bottom },
    { x: right, y: bottom },
  ]) {
    if (Math.abs(corner.x - at.x) > reach || Math.abs(corner.y - at.y) > reach) continue;
    return { anchor: { x: box.left + right - corner.x, y: box.top + bottom - corner.y } };
  }
  return at.x >= box.left && at.x <= right && at.y >= box.top && at.y <= bottom ? 'inside' : 'outside';
}
