import assert from "node:assert/strict";
import { test } from "node:test";
import { cueAt, momentFault, momentOf, secondIn, secondOf, withStart } from "../../../templates/scripts/video/times.js";

test("a start is put where each provider looks for it", () => {
  assert.equal(withStart("https://www.youtube-nocookie.com/embed/a?rel=0", 75, "start"), "https://www.youtube-nocookie.com/embed/a?rel=0&start=75");
  assert.equal(withStart("https://www.youtube.com/watch?v=a", 75, "t"), "https://www.youtube.com/watch?v=a&t=75");
  assert.equal(withStart("https://player.vimeo.com/video/1?dnt=1", 75, "start"), "https://player.vimeo.com/video/1?dnt=1#t=75s");
});

test("from the beginning the address is left alone", () => {
  assert.equal(withStart("https://vimeo.com/1", 0, "t"), "https://vimeo.com/1");
});

test("a fragment names a second, or it does not", () => {
  assert.equal(secondIn("#t=75"), 75);
  assert.equal(secondIn("#t=0"), 0);
  for (const hash of ["", "#transcript", "#t=", "#t=1.5", "#t=75s"]) assert.equal(secondIn(hash), null);
});

test("the cue of a second is the last that has begun; before the first it is the first", () => {
  const starts = [5, 10, 20];
  assert.deepEqual([0, 5, 9.9, 10, 500].map((second) => cueAt(starts, second)), [0, 0, 0, 1, 2]);
});

test("a moment is written as people do", () => {
  assert.deepEqual([0, 75.9, 3675].map(momentOf), ["0:00", "1:15", "1:01:15"]);
});

test("a moment as people type it", () => {
  for (const [typed, second] of [["75", 75], [" 75s ", 75], ["1m15s", 75], ["1:15", 75], ["1:01:15", 3675], ["2H", 7200]]) assert.equal(secondOf(typed), second);
  for (const typed of ["", "abc", "99:99", "1:5", "-3", "1.5", "m", "25h"]) assert.equal(secondOf(typed), null);
});

test("what is wrong with it is said", () => {
  assert.equal(momentFault("0:25", 60, "0:30"), "");
  assert.equal(momentFault("9:25", NaN, "0:30"), "");
  assert.match(momentFault("abc", 60, "0:30"), /such as 0:30$/);
  assert.match(momentFault("1:00", 60, "0:30"), /is 1:00 long/);
});
