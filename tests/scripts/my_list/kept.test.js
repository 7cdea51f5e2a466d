import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, isSame, moved, MOST, pagesIn, read, withPages, without, write } from "../../../templates/scripts/my_list/kept.js";

const storage = (words = null) => ({
  words,
  getItem() {
    return this.words;
  },
  setItem(key, value) {
    this.words = value;
  },
});
const list = [
  { id: 12, note: "for Tuesday" },
  { id: 3, note: "" },
];

test("what is kept is read again", () => {
  const kept = storage();
  assert.deepEqual(read(kept), []);
  assert.equal(write(kept, list), true);
  assert.deepEqual(read(kept), list);
});

test("what is not ours is no list", () => {
  for (const words of ["{", "7", "null", '{"id": 1}']) assert.deepEqual(read(storage(words)), []);
  assert.deepEqual(read(storage('[{"id": "1"}, null, {"id": 2}, {"id": -1}]')), [{ id: 2, note: "" }]);
});

test("a browser that keeps nothing is no fault", () => {
  const full = {
    setItem() {
      throw new Error("full");
    },
  };
  assert.equal(write(full, list), false);
});

test("pages come to the end, once, and no more than the list takes", () => {
  assert.deepEqual(withPages(list, [{ id: 3, note: "x" }, { id: 5, note: "" }]).map(({ id }) => id), [12, 3, 5]);
  const many = Array.from({ length: 100 }, (_, number) => ({ id: number + 100, note: "" }));
  assert.equal(withPages(list, many).length, MOST);
});

test("a page moves by one place, and not beyond the ends", () => {
  assert.deepEqual(moved(list, 3, -1).map(({ id }) => id), [3, 12]);
  assert.deepEqual(moved(list, 12, 1).map(({ id }) => id), [3, 12]);
  for (const [id, by] of [[12, -1], [3, 1], [99, 1]]) assert.equal(moved(list, id, by), list);
  assert.deepEqual(without(list, 12), [list[1]]);
});

test("the address holds the list, and notes only when they are to be shared", () => {
  assert.equal(addressOf("/my-list/", []), "/my-list/");
  assert.equal(addressOf("/my-list/", list), "/my-list/?pages=12.3");
  assert.equal(addressOf("/my-list/", list, true), "/my-list/?pages=12.3&n12=for+Tuesday");
  assert.deepEqual(pagesIn("?pages=12.3&n12=x"), [12, 3]);
  assert.deepEqual(pagesIn("?pages=x.."), []);
  assert.equal(isSame(list, [12, 3]), true);
  for (const other of [[3, 12], [12], []]) assert.equal(isSame(list, other), false);
});
