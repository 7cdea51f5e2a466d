import assert from "node:assert/strict";
import { test } from "node:test";
import { announcement, clock, Countdown, keep, readKept } from "../../../templates/scripts/facilitate/countdown.js";

test("it counts by the clock, stands still when it is stopped, and goes on", () => {
  const countdown = new Countdown(5);
  assert.equal(countdown.left(0), 300_000);
  countdown.start(1000);
  countdown.start(2000);
  assert.equal(countdown.left(61_000), 240_000);
  countdown.stop(61_000);
  assert.equal(countdown.left(999_999), 240_000);
  countdown.start(1_000_000);
  assert.equal(countdown.left(1_300_000), -60_000);
});

test("a minute more counts from now, also when the time is over", () => {
  const countdown = new Countdown(1);
  countdown.addMinute(0);
  assert.equal(countdown.left(0), 120_000);
  countdown.start(0);
  assert.equal(countdown.left(180_000), -60_000);
  countdown.addMinute(180_000);
  assert.equal(countdown.left(180_000), 60_000);
  assert.equal(countdown.isRunning, true);
});

test("a clock as people read it", () => {
  for (const [time, says] of [[300_000, "5:00"], [65_000, "1:05"], [64_001, "1:05"], [0, "0:00"], [-61_000, "−1:01"]])
    assert.equal(clock(time), says);
});

test("the last minute and the end are said once", () => {
  assert.match(announcement(60_001, 60_000, "Sort"), /^One minute left for Sort/);
  assert.match(announcement(1, 0, "Sort"), /is over/);
  for (const [before, after] of [[60_000, 59_000], [0, -1000], [300_000, 299_000]])
    assert.equal(announcement(before, after, "Sort"), "");
});

test("after a sleep beyond the end, the end is said", () => {
  assert.match(announcement(300_000, -5000, "Sort"), /is over/);
});

test("what is kept goes on, running or standing still", () => {
  const kept = new Map();
  const storage = { getItem: (name) => kept.get(name) ?? null, setItem: (name, words) => kept.set(name, words) };
  assert.equal(readKept(storage, "a"), null);
  const countdown = new Countdown(5);
  countdown.start(1000);
  keep(storage, "a", countdown.state);
  const running = new Countdown(5, readKept(storage, "a"));
  assert.equal(running.isRunning, true);
  assert.equal(running.left(61_000), 240_000);
  running.stop(61_000);
  keep(storage, "a", running.state);
  const standing = new Countdown(5, readKept(storage, "a"));
  assert.equal(standing.isRunning, false);
  assert.equal(standing.left(999_999), 240_000);
});

test("what is not a countdown's is none, and a browser that keeps nothing is no fault", () => {
  for (const words of ["{", "null", "7", '{"left": "1", "end": null}', '{"left": 1}'])
    assert.equal(readKept({ getItem: () => words }, "a"), null);
  const closed = () => {
    throw new Error("closed");
  };
  assert.equal(readKept({ getItem: closed }, "a"), null);
  keep({ setItem: closed }, "a", {});
});
