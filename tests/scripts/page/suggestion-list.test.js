import assert from "node:assert/strict";
import { test } from "node:test";
import { howMany, placeAfter } from "../../../templates/scripts/page/suggestion-list.js";

// The places that arrow keys go through, from the box (-1) and back to it.
function way(step, count) {
  const places = [-1];
  do places.push(placeAfter(places.at(-1), step, count));
  while (places.at(-1) !== -1 && places.length < 10);
  return places;
}

test("down goes through the list and back to the box; up the other way round", () => {
  assert.deepEqual(way(1, 3), [-1, 0, 1, 2, -1]);
  assert.deepEqual(way(-1, 3), [-1, 2, 1, 0, -1]);
});

test("one suggestion is not many", () => {
  assert.match(howMany(1), /^1 suggestion\./);
  assert.match(howMany(4), /^4 suggestions\./);
});
