import assert from "node:assert/strict";
import { test } from "node:test";
import { DeviceCopy } from "../../../templates/scripts/draft/device-copy.js";
import { isOld, sweep } from "../../../templates/scripts/draft/kept-copies.js";

const DAY = 24 * 3600 * 1000;

// As a browser's: its keys are those of its values, its functions are not.
class Storage {
  getItem(key) {
    return Object.hasOwn(this, key) ? this[key] : null;
  }
  setItem(key, value) {
    this[key] = String(value);
  }
  removeItem(key) {
    delete this[key];
  }
}

class FullStorage extends Storage {
  setItem(key, value) {
    if (key.startsWith("hub-draft-")) throw new DOMException("full", "QuotaExceededError");
    super.setItem(key, value);
  }
}

const DRAFT = { version: "2", token: "t", saves: "1", fields: [["aims", "To hear"]] };

test("nothing is kept unless the person says so", () => {
  const storage = new Storage();
  const copy = new DeviceCopy(storage, "a");
  assert.equal(copy.keep(DRAFT), true);
  assert.deepEqual(Object.keys(storage), []);
  assert.equal(copy.read(), null);
});

test("what is kept comes back, and goes with the wish", () => {
  const storage = new Storage();
  const copy = new DeviceCopy(storage, "a");
  assert.equal(copy.want(true), true);
  assert.equal(copy.keep(DRAFT), true);
  const { at, ...kept } = new DeviceCopy(storage, "a").read();
  assert.deepEqual(kept, DRAFT);
  assert.ok(Math.abs(Date.now() - at) < 10_000);
  assert.equal(new DeviceCopy(storage, "b").read(), null);
  copy.want(false);
  assert.deepEqual(Object.keys(storage), []);
});

test("forgetting a copy leaves the wish", () => {
  const copy = new DeviceCopy(new Storage(), "a");
  copy.want(true);
  copy.keep(DRAFT);
  copy.forget();
  assert.equal(copy.read(), null);
  assert.ok(copy.isWanted);
});

test("a device without room says so; one that stores nothing keeps nothing and never fails", () => {
  const full = new DeviceCopy(new FullStorage(), "a");
  full.want(true);
  assert.equal(full.keep(DRAFT), false);
  const none = new DeviceCopy(null, "a");
  assert.equal(none.want(true), false);
  assert.equal(none.isWanted, false);
  assert.equal(none.keep(DRAFT), true);
  assert.equal(none.read(), null);
  none.forget();
});

test("after seven days a copy is old; what cannot be read is too", () => {
  const now = 100 * DAY;
  assert.equal(isOld(JSON.stringify({ at: now - 6.9 * DAY }), now), false);
  for (const value of [JSON.stringify({ at: now - 7 * DAY }), "{}", "null", "not JSON", null])
    assert.equal(isOld(value, now), true, value);
});

test("sweeping touches copies of examples only", () => {
  const storage = new Storage();
  for (const key of ["hub-draft-a", "hub-keep-a", "hub-draft-b", "theirs"]) storage.setItem(key, "{}");
  sweep(storage, (key) => key.endsWith("-a"));
  assert.deepEqual(Object.keys(storage), ["hub-draft-b", "theirs"]);
  sweep(storage, (key, value) => value === "{}");
  assert.deepEqual(Object.keys(storage), ["theirs"]);
  sweep(null, () => true);
});
