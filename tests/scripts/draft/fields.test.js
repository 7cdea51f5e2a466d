import assert from "node:assert/strict";
import { test } from "node:test";
import { canonicalContent, fill, isTouched, textFields, withFields } from "../../../templates/scripts/draft/fields.js";

test("the order of fields says nothing", () => {
  const one = [["aims", "To hear"], ["topics", "1"], ["topics", "2"]];
  assert.equal(canonicalContent(one), canonicalContent([...one].reverse()));
});

test("what the form needs for itself is no content", () => {
  const own = [["csrfmiddlewaretoken", "x"], ["version", "3"], ["token", "y"], ["saves", "9"]];
  assert.equal(canonicalContent([...own, ["aims", "To hear"]]), canonicalContent([["aims", "To hear"]]));
});

test("a changed word, and a value moved to another field, are other content", () => {
  const before = canonicalContent([["aims", "a"], ["scope", "b"]]);
  assert.notEqual(canonicalContent([["aims", "a."], ["scope", "b"]]), before);
  assert.notEqual(canonicalContent([["aims", "b"], ["scope", "a"]]), before);
});

test("no value can pretend to be two fields", () => {
  assert.notEqual(canonicalContent([["a", '","b'], ["c", ""]]), canonicalContent([["a", ""], ["b", ""], ["c", ""]]));
});

test("fields that came with a file join what was saved", () => {
  const saved = canonicalContent([["scope", "b"], ["aims", "a"]]);
  const both = canonicalContent([["aims", "a"], ["scope", "b"], ["about-7", ""]]);
  assert.equal(withFields(saved, [["about-7", ""]]), both);
});

test("files are left out", () => {
  assert.deepEqual(textFields([["aims", "a"], ["files", new Blob(["x"])]]), [["aims", "a"]]);
});

for (const [what, control, expected] of [
  ["a text as it came", { type: "text", value: "a", defaultValue: "a" }, false],
  ["a text that was changed", { type: "textarea", value: "ab", defaultValue: "a" }, true],
  ["a box that was ticked", { type: "checkbox", checked: true, defaultChecked: false }, true],
  ["a button as it came", { type: "radio", checked: true, defaultChecked: true }, false],
  ["a hidden field, which browsers change themselves", { type: "hidden", value: "2", defaultValue: "1" }, false],
  ["a list that begins with its first", { type: "select-one", selectedIndex: 0, options: [{}, {}] }, false],
  ["a list as it came", { type: "select-one", selectedIndex: 1, options: [{}, { defaultSelected: true }] }, false],
  ["a list that was changed", { type: "select-one", selectedIndex: 0, options: [{}, { defaultSelected: true }] }, true],
])
  test(`touched before the script ran? ${what}: ${expected}`, () => assert.equal(isTouched(control), expected));

test("what was kept comes back into every kind of control", () => {
  const controls = [
    { name: "aims", type: "textarea", value: "" },
    { name: "topics", type: "checkbox", value: "1", checked: true },
    { name: "topics", type: "checkbox", value: "2", checked: false },
    { name: "version", type: "hidden", value: "5" },
    { name: "files", type: "file", value: "" },
    { name: "region", type: "select-one", value: "3" },
    { name: "", type: "checkbox", value: "on", checked: true },
  ];
  fill(controls, [["aims", "To hear"], ["topics", "2"], ["version", "1"], ["files", "no"]]);
  assert.deepEqual(
    controls.map(({ value, checked }) => checked ?? value),
    ["To hear", false, true, "5", "", "3", true],
  );
});
