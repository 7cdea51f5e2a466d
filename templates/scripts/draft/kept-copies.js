// Copies of examples that people keep on their own device: their names, their age, sweeping them out.
// Nothing here fails where a browser stores nothing.
const COPY = "hub-draft-";
const CONSENT = "hub-keep-";
const KEPT_DAYS = 7;
const DAY = 24 * 3600 * 1000; // ms

/** The key of an example's copy. */
export const copyKey = (draft) => `${COPY}${draft}`;

/** The key that says the person wants copies of this example kept here. */
export const consentKey = (draft) => `${CONSENT}${draft}`;

/** The browser's storage, or null where it must not be used. */
export function deviceStorage() {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

/** Whether a stored value (JSON with `at`, ms) is older than people were promised, or cannot be read. */
export function isOld(value, now) {
  try {
    return !(now - JSON.parse(value).at < KEPT_DAYS * DAY);
  } catch {
    return true;
  }
}

/** Removes what belongs to examples and `isToGo(key, value)` names; other keys are left alone. */
export function sweep(storage, isToGo) {
  try {
    for (const key of Object.keys(storage).filter((each) => each.startsWith(COPY) || each.startsWith(CONSENT)))
      if (isToGo(key, storage.getItem(key))) storage.removeItem(key);
  } catch {
    // Nothing is kept where nothing may be stored.
  }
}
