import { isStoreError, type Lock, type Store } from "./store.js";

/**
 * A store whose outages are told to the application's log: a line when it is away, and one when it is back. Whoever is refused meanwhile is
 * told so, and adds nothing there.
 */
export function told(store: Store): Store {
  let since: number | undefined;
  const note = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      const value = await answer;
      if (since !== undefined) console.error(`bellpull gateway: the store is reached again, after ${Math.ceil((Date.now() - since) / 1000)} s`);
      since = undefined;
      return value;
    } catch (thrown) {
      if (isStoreError(thrown) && since === undefined) {
        since = Date.now();
        console.error(`bellpull gateway: the store cannot be reached, so that nothing is sent until it is: ${(thrown as Error).message}`);
      }
      throw thrown;
    }
  };
  return {
    get: (key) => note(store.get(key)),
    set: (key, value, options) => note(store.set(key, value, options)),
    delete: (key) => note(store.delete(key)),
    add: (key, member, options) => note(store.add(key, member, options)),
    members: (key) => note(store.members(key)),
    count: (key, options) => note(store.count(key, options)),
    lock: (key, options): Promise<Lock | null> => note(store.lock(key, options)),
    publish: (channel, message) => note(store.publish(channel, message)),
    subscribe: (channel, listener) => note(store.subscribe(channel, listener)),
  };
}
