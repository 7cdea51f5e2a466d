import assert from "node:assert/strict";
import { test } from "node:test";
import { puttingIn } from "../../../templates/scripts/draft/conflicts.js";

test("both versions are put together, what was typed first", () => {
  assert.equal(puttingIn("mine", "theirs", "both"), "mine\n\ntheirs");
});

test("an empty field takes the other as it is, and whoever wants the other gets only that", () => {
  assert.equal(puttingIn("", "theirs", "both"), "theirs");
  assert.equal(puttingIn("mine", "theirs", "saved"), "theirs");
});
