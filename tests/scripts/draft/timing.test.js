import assert from "node:assert/strict";
import { test } from "node:test";
import { pauseBeforeSaving, retryAfter } from "../../../templates/scripts/draft/timing.js";

test("a pause after the last key, but never longer than four seconds in all", () => {
  assert.equal(pauseBeforeSaving(0, 0), 1500);
  assert.equal(pauseBeforeSaving(0, 2500), 1500);
  assert.equal(pauseBeforeSaving(0, 3000), 1000);
  assert.equal(pauseBeforeSaving(0, 4000), 0);
  assert.equal(pauseBeforeSaving(0, 9000), 0);
});

test("each failure waits twice as long, up to half a minute", () => {
  assert.deepEqual([1, 2, 3, 4, 5, 50].map(retryAfter), [3000, 6000, 12000, 24000, 30000, 30000]);
});
