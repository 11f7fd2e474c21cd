import type { Rows } from "./rows.js";

/** Lines above and below what is seen, for scrolling. */
const MORE = 8;
/** However high the element is, no more lines are drawn. */
const MOST = 160;
/** Browsers draw nothing right in elements that are much higher; beyond it the scroll bar's way stands for more. */
const HIGHEST = 8_000_000;

/** What was measured of the element that scrolls, in pixels. */
export interface Metrics {
  top: number;
  height: number;
  row: number;
}

/** Which lines are drawn, and where. */
export interface Drawn {
  from: number;
  to: number;
  /** Where the first of them is, from the top of all. */
  offset: number;
}

/** How high all of it is. */
export function heightOf(rows: Rows, { row }: Metrics): number {
  return Math.min(HIGHEST, rows.total() * row);
}

/** Where to scroll to have a row at the top. */
export function topOf(rows: Rows, metrics: Metrics, row: number): number {
  const [total, height] = [rows.total() * metrics.row, heightOf(rows, metrics)];
  if (total === height) return row * metrics.row;
  return (row / Math.max(1, rows.total() - metrics.height / metrics.row)) * (height - metrics.height);
}

/** The row at the top, in parts. */
function rowAt(rows: Rows, metrics: Metrics): number {
  const [total, height] = [rows.total() * metrics.row, heightOf(rows, metrics)];
  if (total === height) return metrics.top / metrics.row;
  return (metrics.top / Math.max(1, height - metrics.height)) * Math.max(0, rows.total() - metrics.height / metrics.row);
}

/** The lines that are seen, and some around. */
export function windowOf(rows: Rows, metrics: Metrics): Drawn {
  const { count } = rows.lines;
  const top = Math.max(0, rowAt(rows, metrics));
  const first = rows.lineAt(Math.max(0, Math.floor(top) - MORE));
  const start = Math.floor(top) - MORE > 0 ? Math.floor(top) - MORE - first.row : 0;
  const wanted = Math.floor(top) - start + Math.ceil(metrics.height / metrics.row) + MORE;
  let [line, taken] = [first.line, 0];
  while (line < count && taken < wanted && line - first.line < MOST) {
    taken += rows.columns === 0 ? 1 : rows.heightOf(line);
    line += 1;
  }
  return { from: first.line, to: line, offset: metrics.top - (top - start) * metrics.row };
}
