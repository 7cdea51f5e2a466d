import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { canonicalContent } from "../../../templates/scripts/draft/fields.js";
import { Saver } from "../../../templates/scripts/draft/saver.js";

// A page with one field, a server that is told what to answer, and a clock that is moved by hand.
class Page {
  text = "";
  told = [];
  taken = [];
  sent = [];
  copies = 0;
  answers = [];

  content = () => canonicalContent([["aims", this.text], ...(this.more ?? [])]);
  tell = (notice) => this.told.push(notice);
  take = (outcome, said) => this.taken.push([outcome, said]);
  keepCopy = () => (this.copies += 1);
  forgetCopy = () => (this.copies = 0);
  send = async (isLeaving) => {
    this.sent.push({ text: this.text, isLeaving });
    const answer = this.answers.shift() ?? { outcome: "saved", said: { saved_at: "10:00", version: 2 } };
    return typeof answer === "function" ? answer() : answer;
  };

  get state() {
    return this.told.at(-1)?.state;
  }
}

let page, saver;

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
  page = new Page();
  saver = new Saver(page, { saved: page.content() });
});

function type(text) {
  page.text = text;
  saver.later();
}

// Lets time go by, and everything that follows from it.
async function after(milliseconds) {
  mock.timers.tick(milliseconds);
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

test("nothing is sent while nothing was typed", async () => {
  saver.later();
  assert.equal(await saver.save(), "saved");
  assert.deepEqual([page.sent, page.told], [[], []]);
});

test("what was typed is saved after a pause, once", async () => {
  type("To hear");
  assert.equal(page.state, "typing");
  await after(1499);
  assert.equal(page.sent.length, 0);
  await after(1);
  assert.deepEqual(page.sent, [{ text: "To hear", isLeaving: false }]);
  assert.equal(page.state, "saved");
  assert.equal(saver.isUnsaved, false);
  assert.equal(page.copies, 0, "a copy that is not needed any more is forgotten");
  await after(60_000);
  assert.equal(page.sent.length, 1);
});

test("whoever goes on typing is saved all the same", async () => {
  for (let count = 1; count <= 5; count += 1) {
    type("x".repeat(count));
    await after(1000);
  }
  assert.deepEqual(page.sent.map(({ text }) => text.length), [4]);
});

test("one attempt at a time; what was typed meanwhile is the next, and only then it is called saved", async () => {
  let answer;
  page.answers.push(() => new Promise((resolve) => (answer = resolve)));
  type("one");
  await after(1500);
  type("two");
  const second = saver.save();
  await after(0);
  assert.equal(page.sent.length, 1);
  answer({ outcome: "saved", said: { saved_at: "10:00", version: 2 } });
  assert.equal(await second, "saved");
  assert.deepEqual(page.sent.map(({ text }) => text), ["one", "two"]);
  assert.deepEqual(page.told.map(({ state }) => state).filter((state) => state === "saved"), ["saved"]);
});

test("while the hub cannot be reached it tries again, waiting longer, and says so once it is there", async () => {
  const away = { outcome: "away", said: {} };
  page.answers.push(away, away);
  type("one");
  await after(1500);
  assert.equal(page.state, "away");
  assert.ok(page.copies > 0, "a copy is kept where the person wants one");
  await after(2999);
  assert.equal(page.sent.length, 1);
  await after(1);
  assert.equal(page.sent.length, 2);
  await after(6000);
  assert.equal(page.sent.length, 3);
  assert.equal(page.told.at(-1).explain, "The hub can be reached again.");
});

test("typing on while away neither hurries the next try nor calls it unsaved anew", async () => {
  page.answers.push({ outcome: "away", said: {} });
  type("one");
  await after(1500);
  type("one more");
  assert.equal(page.state, "away");
  await after(1500);
  assert.equal(page.sent.length, 1);
  await after(1500);
  assert.equal(page.sent.at(-1).text, "one more");
});

test("a form token that is out of date is tried once more at once, and no more", async () => {
  const old = { outcome: "form_token", said: { token: "new" } };
  page.answers.push(old);
  type("one");
  assert.equal(await saver.save(), "saved");
  assert.equal(page.sent.length, 2);
  page.answers.push(old, old);
  type("two");
  assert.equal(await saver.save(), "away");
  assert.equal(page.sent.length, 4);
});

for (const outcome of ["gone", "locked", "two_versions"])
  test(`after ${outcome} nothing more is sent`, async () => {
    page.answers.push({ outcome, said: { version: 7 } });
    type("one");
    assert.equal(await saver.save(), outcome);
    assert.deepEqual(page.taken, [[outcome, { version: 7 }]]);
    type("two");
    assert.equal(await saver.save(), outcome);
    await after(120_000);
    assert.equal(page.sent.length, 1);
    assert.ok(saver.isUnsaved);
  });

test("when the person has put two versions together, that is saved, changed or not", async () => {
  page.answers.push({ outcome: "two_versions", said: { version: 7 } });
  type("one");
  await saver.save();
  page.text = "";
  assert.equal(await saver.resolve(), "saved");
  assert.deepEqual(page.sent.map(({ text }) => text), ["one", ""]);
});

test("a field that is wrong waits for the person", async () => {
  page.answers.push({ outcome: "invalid", said: { errors: [{ name: "aims", text: "Too long." }] } });
  type("too long");
  await after(1500);
  assert.equal(page.state, "invalid aims");
  await after(60_000);
  assert.equal(page.sent.length, 1);
  type("short");
  await after(1500);
  assert.equal(page.state, "saved");
});

test("known to be offline, it says so and tries later", async () => {
  type("one");
  assert.equal(saver.cannotReach("You are offline."), "away");
  assert.match(page.told.at(-1).explain, /^You are offline\./);
  await after(1500);
  assert.equal(page.sent.length, 0, "the pause after typing is over");
  await after(1500);
  assert.equal(page.sent.length, 1);
});

test("a page that closes says so", async () => {
  type("one");
  await saver.save({ isLeaving: true });
  assert.equal(page.sent[0].isLeaving, true);
});

test("fields that came with a file are not unsaved", () => {
  page.more = [["about-7", ""]];
  assert.ok(saver.isUnsaved);
  saver.came(page.more);
  assert.ok(!saver.isUnsaved);
});

test("a form that came unsaved stays so when a file is added, and is saved", async () => {
  saver = new Saver(page, { saved: null });
  saver.came([["about-7", ""]]);
  assert.ok(saver.isUnsaved);
  assert.equal(await saver.save(), "saved");
});

test("if the page breaks while it takes an answer, the next save does not wait for ever", async () => {
  page.take = () => {
    throw new TypeError("no such element");
  };
  type("one");
  await assert.rejects(saver.save(), TypeError);
  page.take = () => {};
  type("two");
  assert.equal(await saver.save(), "saved");
});
