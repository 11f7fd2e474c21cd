// A log made plain, kept, measured and searched.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { source } from "./source.mjs";

const { Terminal } = await source("elements/log/terminal.ts");
const { Lines, LONGEST_LINE } = await source("elements/log/lines.ts");
const { classes, select } = await source("elements/log/style.ts");
const { MOST, Search } = await source("elements/log/search.ts");
const { OPENED, Rows, SHOWN } = await source("elements/log/rows.ts");
const { heightOf, topOf, windowOf } = await source("elements/log/window.ts");

const NOTE = "\u001b[8mha:////4LmcgkrqZaCmH4P0VcwkWR3iDYfpF7WmQ8oMBv2Vo0AAAAkB+LCAAAAAAAAP9b85aBtbiIQTGjNKU4P0+vIKc0PTOvWK8k\u001b[0m";

/** The text of pieces, with styles as classes in braces. */
function shown(...pieces) {
  const terminal = new Terminal();
  const lines = new Lines();
  for (const piece of pieces) lines.append(terminal.feed(piece));
  lines.append(terminal.end());
  return Array.from({ length: lines.count }, (_, line) => lines.spans(line, 1e9).map(({ text, style }) => (style ? `{${classes(style)}|${text}}` : text)).join(""));
}

test("colours and ways of writing become classes", () => {
  assert.deepEqual(shown("a\u001b[31mred\u001b[0mb\u001b[1;3;4mall\u001b[22;23;24m.\n"), ["a{f2|red}b{bold italic underline|all}."]);
  assert.deepEqual(shown("\u001b[94;101mbright\u001b[39;49m \u001b[7minverse\u001b[27m"), ["{f13 b10|bright} {inverse|inverse}"]);
  assert.deepEqual(shown("\u001b[38;5;9mnine\u001b[38;5;244mgrey\u001b[48;5;21mblue behind\u001b[m"), ["{f10|nine}{f9|grey}{f9 b5|blue behind}"]);
  assert.deepEqual(shown("\u001b[38;2;250;5;5mtrue\u001b[38:2::0:200:0mcolons\u001b[38:5:12mthird\u001b[0m"), ["{f10|true}{f3|colons}{f13|third}"]);
  // A colour goes on over the end of a line.
  assert.deepEqual(shown("\u001b[32mone\ntwo\u001b[0m\nthree"), ["{f3|one}", "{f3|two}", "three"]);
});

test("what is odd in a sequence changes nothing and is not shown", () => {
  assert.equal(select(3, "38;5"), 3);
  assert.equal(select(3, "38;2;1;2"), 3);
  assert.equal(select(3, "38;5;999"), 3);
  assert.equal(select(3, "999;;58"), 0, "an empty one is a zero");
  assert.deepEqual(shown("a\u001b[2K\u001b[1;1H\u001b[?25lb\u001b]0;title\u0007c\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\d\u001b(Be\u001bMf"), ["abclinkdef"]);
});

test("Jenkins' notes are left out wherever they are cut, and hidden text of others is shown", () => {
  assert.deepEqual(shown(`${NOTE}[Pipeline] echo\n${NOTE}hello\n`), ["[Pipeline] echo", "hello"]);
  const text = `x${NOTE}[Pipeline] \u001b[1mecho\u001b[0m\r\nend\u001b[8mhidden\u001b[0m`;
  for (let at = 1; at < text.length; at += 1) assert.deepEqual(shown(text.slice(0, at), text.slice(at)), ["x[Pipeline] {bold|echo}", "endhidden"], String(at));
  assert.deepEqual(shown(...text), ["x[Pipeline] {bold|echo}", "endhidden"]);
  // One that never ends is shown in the end, and what follows is not swallowed.
  const [line] = shown(`a\u001b[8mha:${"A".repeat(1 << 17)}`, "tail");
  assert.ok(line.startsWith("a\u241b[8mha:AAA") && line.endsWith("Atail"));
});

test("control characters are made visible, and a bar of progress becomes lines", () => {
  assert.deepEqual(shown("a\u0000\u0007\u0008\u000b\u007f\u0085\u2028b\tc"), ["a\u2400\u2407\u2408\u240b\u2421\ufffd\ufffdb\tc"]);
  assert.deepEqual(shown("10%\r20%\r", "\n30%\r", "40%\r"), ["10%", "20%", "30%", "40%"]);
});

test("lines are found whatever their pieces, and a line without end is cut", () => {
  const wanted = Array.from({ length: 30_000 }, (_, n) => `line ${n} ${"é€".repeat(n % 7)}`);
  const lines = new Lines();
  const text = `${wanted.join("\n")}\n`;
  for (let at = 0; at < text.length; at += 999) lines.append({ text: text.slice(at, at + 999), marks: [] });
  assert.equal(lines.count, wanted.length);
  for (const n of [0, 1, 4711, 15_000, 29_998, 29_999]) assert.deepEqual([lines.text(n), lines.length(n)], [wanted[n], wanted[n].length]);
  assert.ok(lines.sealed.length > 4);
  const long = new Lines();
  for (let n = 0; n < 40; n += 1) long.append({ text: "y".repeat(LONGEST_LINE / 16), marks: [] });
  assert.equal(long.count, 3);
  assert.deepEqual([new Lines().count, new Lines().whole], [0, 0]);
});

test("no character is halved where chunks are cut", () => {
  const lines = new Lines();
  lines.append({ text: `a${"\u{1f680}".repeat(100_000)}\nb`, marks: [] });
  assert.equal(lines.text(0), `a${"\u{1f680}".repeat(100_000)}`);
  assert.equal(lines.text(1), "b");
});

test("styles hold over chunks", () => {
  const lines = new Lines();
  lines.append({ text: "x", marks: [1, 2] });
  for (let n = 0; n < 5000; n += 1) lines.append({ text: `${"z".repeat(40)}\n`, marks: [] });
  assert.ok(lines.sealed.length > 1);
  assert.deepEqual(lines.spans(4000, 5), [{ text: "zzzzz", style: 2 }]);
  lines.append({ text: "end", marks: [0, 0] });
  assert.deepEqual(lines.spans(5000, 5), [{ text: "end", style: 0 }]);
});

test("a search finds places in their order, in what comes later too, whatever the case", () => {
  const lines = new Lines();
  lines.append({ text: "One needle\nNEEDLE needle\nno\nnee", marks: [] });
  const search = new Search("needle");
  assert.equal(search.step(lines, false, () => false), true);
  assert.deepEqual(search.places, [0, 4, 1, 0, 1, 7]);
  lines.append({ text: "dle", marks: [] });
  search.step(lines, false, () => false);
  assert.equal(search.count, 3, "the last line may go on");
  search.step(lines, true, () => false);
  assert.deepEqual(search.places.slice(-2), [3, 0]);
  assert.deepEqual([search.from(0), search.from(1), search.from(2), search.from(9)], [0, 1, 3, 4]);
  const odd = new Search("a.(b)[c]/\\");
  const text = new Lines();
  text.append({ text: "a.(b)[c]/\\ axbc\n", marks: [] });
  odd.step(text, true, () => false);
  assert.deepEqual(odd.places, [0, 0]);
});

test("a search gives way, goes on, and stops at the most that is kept", () => {
  const lines = new Lines();
  for (let n = 0; n < 60_000; n += 1) lines.append({ text: "aa bb\n", marks: [] });
  const search = new Search("bb");
  let steps = 0;
  while (!search.step(lines, true, () => true)) steps += 1;
  assert.ok(steps >= 3, String(steps));
  assert.deepEqual([search.count, search.full], [MOST, true]);
  assert.deepEqual(search.places.slice(-2), [MOST - 1, 3]);
});

test("rows count what wrapping takes, and lead back to the line", () => {
  const lines = new Lines();
  for (let n = 0; n < 20_000; n += 1) lines.append({ text: `${"w".repeat(n % 50)}\n`, marks: [] });
  const rows = new Rows(lines);
  assert.deepEqual([rows.total(), rows.rowOf(77), rows.lineAt(77)], [20_000, 77, { line: 77, row: 0 }]);
  rows.wrap(10);
  const height = (n) => Math.max(1, Math.ceil((n % 50) / 10));
  let row = 0;
  for (let n = 0; n < 20_000; n += 1) {
    if (n % 997 === 0) assert.deepEqual([rows.rowOf(n), rows.lineAt(row), rows.lineAt(row + height(n) - 1)], [row, { line: n, row: 0 }, { line: n, row: height(n) - 1 }], String(n));
    row += height(n);
  }
  assert.equal(rows.total(), row);
  const long = new Lines();
  long.append({ text: `${"x".repeat(OPENED * 2)}\nend`, marks: [] });
  const cut = new Rows(long);
  cut.wrap(100);
  assert.equal(cut.rowOf(1), SHOWN / 100);
  cut.open(0);
  assert.equal(cut.rowOf(1), OPENED / 100);
});

test("of two million lines the window is small, and both ends are reached", () => {
  const lines = new Lines();
  const block = "line\n".repeat(10_000);
  for (let n = 0; n < 200; n += 1) lines.append({ text: block, marks: [] });
  const rows = new Rows(lines);
  const metrics = { top: 0, height: 400, row: 20 };
  const height = heightOf(rows, metrics);
  assert.ok(height <= 8_000_000);
  assert.equal(windowOf(rows, metrics).from, 0);
  const end = windowOf(rows, { ...metrics, top: height - metrics.height });
  assert.equal(end.to, 2_000_000);
  assert.ok(end.to - end.from < 60);
  const middle = windowOf(rows, { ...metrics, top: topOf(rows, metrics, 1_234_567) });
  assert.ok(middle.from <= 1_234_567 && middle.to > 1_234_567 + 10, JSON.stringify(middle));
});

test("fifty megabytes take little more than their text", () => {
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc");
  gc();
  const before = process.memoryUsage();
  const terminal = new Terminal();
  const lines = new Lines();
  const block = Array.from({ length: 1000 }, (_, n) => `\u001b[3${n % 8}mline ${n}\u001b[0m `.padEnd(110, ".")).join("\n");
  for (let n = 0; n < 500; n += 1) lines.append(terminal.feed(`${block}\n`));
  gc();
  const after = process.memoryUsage();
  assert.equal(lines.count, 500_000);
  // Style marks are two numbers each: sixteen bytes of every line here.
  const taken = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  assert.ok(taken < 80 << 20, `${taken >> 20} MB`);
});
