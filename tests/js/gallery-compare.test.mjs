// That the gallery's check of pictures can fail, and does not fail for what no eye sees.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PNG } from "pngjs";
import { compare, small } from "../gallery/compare.mjs";
import { PLAYS } from "../gallery/sheets.mjs";

const [width, height] = [1330, 2000];
const { tolerance } = PLAYS[0].sheets[0];

/** A sheet with a card and a button on it, a little noise in all of it. */
function sheet({ button = [11, 95, 191], left = 200, noise = 0, high = height } = {}) {
  const png = new PNG({ width, height: high });
  for (let y = 0; y < high; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [r, g, b] = y > 300 && y < 340 && x > left && x < left + 90 ? button : [245, 245, 247];
      png.data.set([r, g, b, 255].map((part, at) => (at === 3 ? part : Math.min(255, part + ((x * 7 + y * 13) % (noise + 1))))), (y * width + x) * 4);
    }
  }
  return small(PNG.sync.write(png));
}

const fails = (after) => {
  const { share, worst } = compare(sheet(), after);
  return share > tolerance.share || worst > tolerance.worst;
};

test("the same, a little noise, and two pixels of height pass", () => {
  assert.equal(fails(sheet()), false);
  assert.equal(fails(sheet({ noise: 6 })), false);
  assert.equal(fails(sheet({ high: height + 2 })), false);
});

test("another colour, another place and another height of a small thing in a large sheet fail", () => {
  assert.equal(fails(sheet({ button: [179, 38, 30] })), true);
  assert.equal(fails(sheet({ left: 240 })), true);
  assert.equal(fails(sheet({ high: height + 40 })), true);
});
