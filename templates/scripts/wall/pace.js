// How often a page asks for the newest state: soon after a change, more and more seldom while nothing happens.

export const FIRST = 2000; // milliseconds
export const SLOWEST = 10_000;
export const HIDDEN = 30_000;

/** The pause before the next question. `changed`: whether the last answer brought something new. */
export function nextPause(before, { changed, hidden }) {
  if (hidden) return HIDDEN;
  return changed ? FIRST : Math.min(Math.max(before, FIRST) * 1.25, SLOWEST);
}
