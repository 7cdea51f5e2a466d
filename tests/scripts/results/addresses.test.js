import assert from "node:assert/strict";
import { test } from "node:test";
import { addressFor, withoutToken } from "../../../templates/scripts/results/addresses.js";

const SEARCH = "https://hub.example.org/search/";

test("an address that is passed on holds no token, and all else", () => {
  const clean = withoutToken(`${SEARCH}?q=peer&try=abc&topic=1&topic=2#results-count`);
  assert.equal(clean.href, `${SEARCH}?q=peer&topic=1&topic=2#results-count`);
});

test("a form leads to what was asked for, without what is empty or usual", () => {
  const fields = [["q", "peer support"], ["topic", "1"], ["topic", "2"], ["kind", ""], ["sort", "relevance"]];
  assert.equal(addressFor(SEARCH, fields).search, "?q=peer+support&topic=1&topic=2");
  assert.equal(addressFor(SEARCH, [["q", ""], ["sort", "newest"]]).search, "?sort=newest");
});
