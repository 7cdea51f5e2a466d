// A copy of one example on the person's own device, only if they say so.
import { consentKey, copyKey } from "./kept-copies.js";

export class DeviceCopy {
  #storage;
  #copy;
  #consent;

  /** `storage` is the browser's, or null; a browser that stores nothing keeps nothing, and never fails. */
  constructor(storage, draft) {
    this.#storage = storage;
    this.#copy = copyKey(draft);
    this.#consent = consentKey(draft);
  }

  get isWanted() {
    return this.#try((storage) => storage.getItem(this.#consent) !== null, false);
  }

  /** Notes whether copies are wanted; false where that cannot be noted. */
  want(isWanted) {
    return this.#try((storage) => {
      if (isWanted) storage.setItem(this.#consent, JSON.stringify({ at: Date.now() }));
      else {
        storage.removeItem(this.#consent);
        storage.removeItem(this.#copy);
      }
      return true;
    }, false);
  }

  /** Keeps {version, token, saves, fields} if copies are wanted; false where there is no room. */
  keep(draft) {
    if (!this.isWanted) return true;
    return this.#try((storage) => {
      storage.setItem(this.#copy, JSON.stringify({ at: Date.now(), ...draft }));
      return true;
    }, false);
  }

  /** What was kept, with `at` (ms), or null. */
  read() {
    return this.#try((storage) => JSON.parse(storage.getItem(this.#copy)), null);
  }

  forget() {
    this.#try((storage) => storage.removeItem(this.#copy));
  }

  #try(act, otherwise) {
    try {
      return act(this.#storage);
    } catch {
      return otherwise;
    }
  }
}
