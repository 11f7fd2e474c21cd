// Compares two pictures: by pixels that differ to the eye, antialiasing aside.
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { indexed } from "./indexed.mjs";

/** How far two colours may lie apart, of 1: what another version of a browser draws a little differently. */
const THRESHOLD = 0.15;
/** Baselines have this many steps of each colour, fewer than the threshold tells apart. */
const STEP = 17;

/** A picture as it is kept and compared: half as large, each pixel the mean of four, in few colours. Ten times less, and what one version of a browser smooths otherwise than another is smoothed away. */
export function small(bytes) {
  const { width: wide, height: high, data } = PNG.sync.read(bytes);
  const [width, height] = [wide >> 1, high >> 1];
  const out = Buffer.alloc(width * height * 4, 255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      for (let c = 0; c < 3; c += 1) {
        const at = (2 * y * wide + 2 * x) * 4 + c;
        const mean = (data[at] + data[at + 4] + data[at + wide * 4] + data[at + wide * 4 + 4]) / 4;
        out[(y * width + x) * 4 + c] = Math.round(mean / STEP) * STEP;
      }
    }
  }
  return indexed({ width, height, data: out });
}

/**
 * How much two pictures differ: as a share of all pixels, and in the worst square of 32 pixels, where a small thing that has
 * changed stands out although the sheet is large. With a picture of the difference. Sizes that differ by more than `slack`
 * pixels differ in everything.
 */
export function compare(before, after, slack = 4) {
  const [one, other] = [PNG.sync.read(before), PNG.sync.read(after)];
  const [width, height] = [Math.min(one.width, other.width), Math.min(one.height, other.height)];
  const apart = Math.max(Math.abs(one.width - other.width), Math.abs(one.height - other.height));
  const picture = new PNG({ width, height });
  const count = pixelmatch(cut(one, width, height), cut(other, width, height), picture.data, width, height, { threshold: THRESHOLD, diffMask: true });
  return { share: apart > slack ? 1 : count / (width * height), worst: apart > slack ? 1 : worst(picture), size: [one, other].map((p) => `${p.width} × ${p.height}`), picture: PNG.sync.write(picture) };
}

function cut({ width: from, data }, width, height) {
  if (from === width) return data.subarray(0, width * height * 4);
  const out = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y += 1) data.copy(out, y * width * 4, y * from * 4, (y * from + width) * 4);
  return out;
}

const SQUARE = 32;

function worst({ width, height, data }) {
  const columns = Math.ceil(width / SQUARE);
  const counts = new Uint32Array(columns * Math.ceil(height / SQUARE));
  for (let at = 0; at < width * height; at += 1) {
    // The mask is transparent where nothing differs; what is drawn in yellow is antialiasing.
    if (data[at * 4 + 3] === 0 || data[at * 4 + 1] !== 0) continue;
    counts[Math.floor(Math.floor(at / width) / SQUARE) * columns + Math.floor((at % width) / SQUARE)] += 1;
  }
  return Math.max(...counts) / (SQUARE * SQUARE);
}
