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

/** Seconds as people write them: 75 is "1:15". */
export function momentOf(seconds) {
  const whole = Math.floor(seconds);
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
