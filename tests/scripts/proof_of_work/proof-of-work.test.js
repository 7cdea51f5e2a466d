import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { solve } from "../../../templates/scripts/proof_of_work/proof-of-work.js";

function challenge(number, max_number) {
  const salt = "salt?expires=1&";
  return {
    algorithm: "SHA-256",
    challenge: createHash("sha256").update(`${salt}${number}`).digest("hex"),
    max_number,
    salt,
    signature: "s",
  };
}

for (const number of [0, 249, 250, 1234])
  test(`the number ${number} is found, and sent as the server expects it`, async () => {
    const asked = challenge(number, 2000);
    const { max_number, ...rest } = asked;
    assert.deepEqual(JSON.parse(atob(await solve(asked))), { ...rest, number });
    assert.ok(number <= max_number);
  });

test("where no number fits, that is an error and no endless search", async () => {
  await assert.rejects(solve(challenge(5000, 600)), /no number fits/);
});
