import assert from "node:assert/strict";
import { test } from "node:test";
import { isHalting, isPassing, notices, outcomeOf } from "../../../templates/scripts/draft/outcomes.js";

for (const [status, said, expected] of [
  [200, { version: 2 }, "saved"],
  [200, {}, "away"], // a page of somebody between us and the hub
  [403, { reason: "form_token", token: "x" }, "form_token"],
  [401, { reason: "signed_out" }, "signed_out"],
  [404, {}, "gone"],
  [400, { reason: "invalid" }, "invalid"],
  [409, { reason: "two_versions" }, "two_versions"],
  [409, { reason: "locked" }, "locked"],
  [502, {}, "away"],
  [403, {}, "away"],
  [400, { reason: "constructor" }, "away"],
])
  test(`${status} ${JSON.stringify(said)} means ${expected}`, () => assert.equal(outcomeOf({ status, said }), expected));

test("every outcome that is no success has words, and says whether it passes or halts", () => {
  const said = { errors: [{ name: "aims", text: "Too long." }], signIn: "/sign-in/" };
  for (const outcome of ["away", "signed_out", "invalid", "gone", "locked", "two_versions"]) {
    const { text } = notices[outcome](said);
    assert.match(text, /^(Not saved|This example cannot be saved)/, outcome);
    assert.ok(!(isHalting(outcome) && isPassing(outcome)), outcome);
  }
  assert.ok(!isHalting("invalid") && !isPassing("invalid"), "the person can go on at once");
});

test("a field that is wrong is named, and another one is news", () => {
  const first = notices.invalid({ errors: [{ name: "aims", text: "Too long." }] });
  assert.deepEqual(first.link, { address: "#id_aims", text: "Go to it" });
  assert.notEqual(first.state, notices.invalid({ errors: [{ name: "scope", text: "Too long." }] }).state);
});

test("a copy is offered only where the text is nowhere else", () => {
  const said = { errors: [{ name: "a", text: "b" }] };
  const offering = Object.keys(notices).filter((name) => notices[name](said).offersKeeping);
  assert.deepEqual(offering, ["away", "signed_out"]);
});
