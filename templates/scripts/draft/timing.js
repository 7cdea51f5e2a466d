// When an open form saves itself. All times in milliseconds.
const PAUSE = 1500; // after the last key
const LONGEST = 4000; // while somebody goes on typing
const FIRST_RETRY = 3000;
const LAST_RETRY = 30000;

/** How long to wait for the next key, in a form that has been unsaved since then. */
export function pauseBeforeSaving(unsavedSince, now) {
  return Math.min(PAUSE, Math.max(0, unsavedSince + LONGEST - now));
}

/** How long to wait after that many failures (one or more) in a row. */
export function retryAfter(failures) {
  return Math.min(FIRST_RETRY * 2 ** (failures - 1), LAST_RETRY);
}
