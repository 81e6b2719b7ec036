/** A short hash (FNV-1a over two lanes, 64 bits in hexadecimal): to see whether two texts differ, not to protect anything. */
export function hashText(text: string): string {
  let first = 0x811c9dc5;
  let second = 0x9747b28c;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    first = Math.imul(first ^ unit, 0x01000193);
    second = Math.imul(second ^ (unit + index), 0x01000193);
  }
  return (first >>> 0).toString(16) + (second >>> 0).toString(16);
}
