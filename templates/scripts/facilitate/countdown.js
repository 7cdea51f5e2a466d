// The time left of a step. It counts from the clock, so a phone that slept in between is still right.

/** A countdown of so many minutes; `now` are milliseconds, as Date.now() gives them. */
export class Countdown {
  #left; // milliseconds, while it stands still
  #end = null; // when it is over, while it runs

  /** `kept` is what `state` gave before the page was left, or null. */
  constructor(minutes, kept = null) {
    this.#left = kept?.left ?? minutes * 60_000;
    this.#end = kept?.end ?? null;
  }

  /** What another countdown goes on from. */
  get state() {
    return { left: this.#left, end: this.#end };
  }

  get isRunning() {
    return this.#end !== null;
  }

  start(now) {
    this.#end ??= now + this.#left;
  }

  stop(now) {
    this.#left = this.left(now);
    this.#end = null;
  }

  addMinute(now) {
    const left = Math.max(this.left(now), 0) + 60_000;
    if (this.isRunning) this.#end = now + left;
    else this.#left = left;
  }

  /** Milliseconds that are left; below zero once it is over. */
  left(now) {
    return this.isRunning ? this.#end - now : this.#left;
  }
}

/** Milliseconds as people read a clock: 65000 → "1:05"; what is over is said with a minus sign. */
export function clock(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000);
  const whole = Math.abs(seconds);
  return `${seconds < 0 ? "−" : ""}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** What is to be said aloud when the time left goes from `before` to `after`; "" for nothing. */
export function announcement(before, after, title) {
  if (before > 0 && after <= 0) return `The time for ${title} is over.`;
  if (before > 60_000 && after <= 60_000) return `One minute left for ${title}.`;
  return "";
}

/** What was kept under that name, as a countdown takes it; null for anything else. */
export function readKept(storage, name) {
  try {
    const { left, end } = JSON.parse(storage.getItem(name));
    return Number.isFinite(left) && (end === null || Number.isFinite(end)) ? { left, end } : null;
  } catch {
    return null;
  }
}

/** Keep it. A browser that keeps nothing begins anew when its page is loaded again. */
export function keep(storage, name, state) {
  try {
    storage.setItem(name, JSON.stringify(state));
  } catch {
    // As said.
  }
}
