// Node's timers are objects that can be told not to keep the process alive.
const timer = (id) => ({ unref() {}, [Symbol.toPrimitive]: () => id });
const set = (name) => (...given) => timer(globalThis[name](...given));
const clear = (given) => globalThis.clearTimeout(given === undefined ? undefined : Number(given));

const [timeout, interval] = [set("setTimeout"), set("setInterval")];
export { clear as clearInterval, clear as clearTimeout, interval as setInterval, timeout as setTimeout };
