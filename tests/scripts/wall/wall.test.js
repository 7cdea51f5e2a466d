import assert from "node:assert/strict";
import { test } from "node:test";
import { difference, dotWords, newer, scrollStep } from "../../../templates/scripts/wall/difference.js";
import { FIRST, HIDDEN, nextPause, SLOWEST } from "../../../templates/scripts/wall/pace.js";

const note = (id, text = "Time", group = null, dots = 0) => ({ id, group, text, dots });

test("only what changed is drawn again", () => {
  const before = [note(1), note(2), note(3)];
  const after = [note(1), note(2, "Time", 7), note(4)];
  assert.deepEqual(difference(before, after), { gone: [3], changed: [note(2, "Time", 7), note(4)] });
  assert.deepEqual(difference(after, after), { gone: [], changed: [] });
});

test("an answer that was overtaken is dropped", () => {
  assert.equal(newer({ state: 5 }, { state: 4 }), null);
  assert.equal(newer({ state: 5 }, { state: 5 }), null);
  assert.equal(newer({ state: 5 }, null), null);
  assert.deepEqual(newer({ state: 5 }, { state: 6 }), { state: 6 });
});

test("it asks less and less often, and soon again after a change", () => {
  let pause = FIRST;
  for (let time = 0; time < 20; time += 1) {
    const next = nextPause(pause, { changed: false, hidden: false });
    assert.ok(next >= pause);
    pause = next;
  }
  assert.equal(pause, SLOWEST);
  assert.equal(nextPause(pause, { changed: true, hidden: false }), FIRST);
  assert.equal(nextPause(FIRST, { changed: true, hidden: true }), HIDDEN);
  assert.ok(nextPause(HIDDEN, { changed: false, hidden: false }) <= SLOWEST);
});

test("dots in words", () => {
  assert.deepEqual([0, 1, 2].map(dotWords), ["0 dots", "1 dot", "2 dots"]);
});

test("the window follows a note that is dragged to its edge", () => {
  assert.ok(scrollStep(10, 800) < 0);
  assert.equal(scrollStep(400, 800), 0);
  assert.ok(scrollStep(790, 800) > 0);
});
