// One timer for all elements that show how long something has taken.

const listeners = new Set<(slept: boolean) => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let last = 0;

/** More between two ticks than this means that the machine or the page has slept. */
const SLEPT = 30_000;

function tick(): void {
  const slept = Date.now() - last > SLEPT;
  last = Date.now();
  // Nobody looks; what was missed is drawn with the first tick after.
  if (document.hidden && !slept) return;
  for (const listener of [...listeners]) listener(slept);
}

/** Calls back once a second while the page is seen, until it is ended. Tells whether time had stood still before. */
export function everySecond(listener: (slept: boolean) => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    last = Date.now();
    timer = setInterval(tick, 1000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
