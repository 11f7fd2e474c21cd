// The page's time. It stands still until a state lets it pass, so that whatever is drawn from it is the same each time. Short timers
// stay real: animation frames and what a library postpones by a turn are no part of what is shown.
"use strict";
globalThis.galleryTime = (() => {
  const SHORT = 200;
  const RealDate = Date;
  const real = { setTimeout: setTimeout.bind(globalThis), clearTimeout: clearTimeout.bind(globalThis), setInterval: setInterval.bind(globalThis) };
  const timers = new Map();
  let now = RealDate.UTC(2027, 0, 14, 9, 30);
  let last = 1_000_000;

  class StillDate extends RealDate {
    constructor(...given) {
      if (given.length === 0) super(now);
      else super(...given);
    }
    static now() {
      return now;
    }
  }
  globalThis.Date = StillDate;

  const wait = (every) => (run, millis = 0, ...given) => {
    if (millis < SHORT) return every ? real.setInterval(run, millis, ...given) : real.setTimeout(run, millis, ...given);
    timers.set((last += 1), { at: now + millis, every: every ? millis : null, run: () => run(...given) });
    return last;
  };
  globalThis.setTimeout = wait(false);
  globalThis.setInterval = wait(true);
  globalThis.clearTimeout = globalThis.clearInterval = (id) => timers.delete(id) || real.clearTimeout(id);

  return {
    now: () => now,
    /** Runs what is due until then. */
    to(time) {
      for (;;) {
        const due = [...timers].filter(([, { at }]) => at <= time).sort(([, a], [, b]) => a.at - b.at)[0];
        if (!due) break;
        const [id, timer] = due;
        now = Math.max(now, timer.at);
        if (timer.every === null) timers.delete(id);
        else timer.at += timer.every;
        timer.run();
      }
      now = Math.max(now, time);
    },
    turn: () => new Promise((resolve) => real.setTimeout(resolve, 5)),
  };
})();
