// Draws the add-in's icons: `node addin/assets/draw-icons.mjs` writes icon-<size>.png beside this file.
// A rounded tile with a pen stroke in the shape of an S, and the line one signs on. Plain geometry, so that it is sharp at each size.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const sizes = [16, 25, 32, 48, 64, 80, 96, 128];
const tile = { top: [47, 107, 235], bottom: [27, 66, 178] };
const samples = 4;

// Cubic Bézier curves in a unit square.
const stroke = [
  [0.68, 0.27, 0.6, 0.16, 0.36, 0.15, 0.34, 0.31],
  [0.32, 0.46, 0.69, 0.41, 0.67, 0.57],
  [0.65, 0.72, 0.38, 0.7, 0.31, 0.58],
];

function curvePoints() {
  const points = [];
  let start;
  for (const curve of stroke) {
    const [x0, y0, ...rest] = start ? [...start, ...curve] : curve;
    const [x1, y1, x2, y2, x3, y3] = rest;
    for (let step = 0; step <= 24; step++) {
      const t = step / 24;
      const u = 1 - t;
      const at = (a, b, c, d) => u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
      points.push([at(x0, x1, x2, x3), at(y0, y1, y2, y3)]);
    }
    start = [x3, y3];
  }
  return points;
}

const points = curvePoints();

function distanceToSegment(x, y, [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

function isInk(x, y, size) {
  const thickness = size <= 25 ? 0.075 : 0.055;
  if (distanceToSegment(x, y, [0.24, 0.84], [0.76, 0.84]) < (size <= 25 ? 0.04 : 0.028)) return true;
  return points.some((point, index) => index > 0 && distanceToSegment(x, y, points[index - 1], point) < thickness);
}

function isTile(x, y) {
  const radius = 0.2;
  const [dx, dy] = [Math.max(radius - x, x - (1 - radius), 0), Math.max(radius - y, y - (1 - radius), 0)];
  return Math.hypot(dx, dy) <= radius;
}

function pixel(px, py, size) {
  let [red, green, blue, covered] = [0, 0, 0, 0];
  for (let sample = 0; sample < samples * samples; sample++) {
    const x = (px + ((sample % samples) + 0.5) / samples) / size;
    const y = (py + (Math.floor(sample / samples) + 0.5) / samples) / size;
    if (!isTile(x, y)) continue;
    const colour = isInk(x, y, size) ? [255, 255, 255] : tile.top.map((top, i) => top + (tile.bottom[i] - top) * y);
    [red, green, blue, covered] = [red + colour[0], green + colour[1], blue + colour[2], covered + 1];
  }
  const mean = (sum) => (covered ? Math.round(sum / covered) : 0);
  return [mean(red), mean(green), mean(blue), Math.round((255 * covered) / (samples * samples))];
}

function chunk(type, content) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

function png(size) {
  const rows = [];
  for (let y = 0; y < size; y++) {
    const row = [0];
    for (let x = 0; x < size; x++) row.push(...pixel(x, y, size));
    rows.push(Buffer.from(row));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8); // 8 bits a channel, RGBA
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const image = deflateSync(Buffer.concat(rows), { level: 9 });
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', image), chunk('IEND', Buffer.alloc(0))]);
}

for (const size of sizes) writeFileSync(join(here, `icon-${size}.png`), png(size));
