// Where in a video something is: pure, so that it can be asked without a browser.

/** The address with a start; `name` is the parameter that providers other than Vimeo take. */
export function withStart(address, seconds, name) {
  if (!seconds) return address;
  const url = new URL(address);
  if (url.hostname.endsWith("vimeo.com")) url.hash = `t=${seconds}s`;
  else url.searchParams.set(name, seconds);
  return url.href;
}

/** The second that an address's fragment (#t=75) names, or null. */
export function secondIn(hash) {
  const match = /^#t=(\d+)$/.exec(hash);
  return match && Number(match[1]);
}

/** The place in `starts` (seconds, ascending) of the cue that is spoken at `seconds`; the first before it. */
export function cueAt(starts, seconds) {
  return Math.max(0, starts.findLastIndex((start) => start <= seconds));
}
