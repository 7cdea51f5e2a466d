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

/** The second of "75", "75s", "1m15s" or "1:15", as knowledge/videos/moments.py reads it; null for anything else. */
export function secondOf(written) {
  const match =
    /^(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)$/.exec(written.trim()) ??
    /^(?=\d)(?:(\d{1,2})h)?(?:(\d{1,4})m)?(?:(\d{1,5})s?)?$/i.exec(written.trim());
  if (!match) return null;
  const [hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  const second = hours * 3600 + minutes * 60 + seconds;
  return second <= 24 * 3600 ? second : null;
}

/** What is wrong with a moment that somebody typed; "" for one within `length` seconds, where that is known. */
export function momentFault(written, length, example) {
  const second = secondOf(written);
  if (second === null) return `Write minutes and seconds, such as ${example}`;
  return second >= (length || Infinity) ? `This video is ${momentOf(length)} long: write an earlier moment` : "";
}

/** Seconds as people write them: 75 is "1:15". */
export function momentOf(seconds) {
  const whole = Math.floor(seconds);
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
