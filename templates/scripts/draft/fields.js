// What a form says, as pairs of name and value: pure, so that it can be asked without a browser.

// The form's own, which say nothing of the example.
const OWN = new Set(["csrfmiddlewaretoken", "version", "token", "saves"]);

/** Whether a field belongs to the example, and not to the form. */
export const isContent = (name) => !OWN.has(name);

/** Pairs without files, which are saved by themselves. */
export const textFields = (pairs) => [...pairs].filter(([, value]) => typeof value === "string");

/** One text for all pairs that say the same; files come and go within a form, so order says nothing. */
export function canonicalContent(pairs) {
  return JSON.stringify(
    pairs
      .filter(([name]) => isContent(name))
      .map((pair) => JSON.stringify(pair))
      .sort(),
  );
}

/** The canonical content with further pairs. */
export function withFields(content, pairs) {
  return canonicalContent([...JSON.parse(content).map((pair) => JSON.parse(pair)), ...pairs]);
}

/** Whether a control was changed before the script ran: on a slow phone people write at once. */
export function isTouched(control) {
  switch (control.type) {
    case "checkbox":
    case "radio":
      return control.checked !== control.defaultChecked;
    case "textarea":
    case "text":
      return control.value !== control.defaultValue;
    case "select-one":
      return control.selectedIndex !== Math.max(0, [...control.options].findIndex((each) => each.defaultSelected));
    default:
      return false;
  }
}

/** Puts pairs into controls. A box or button without its pair is unticked; other fields stay as they are. */
export function fill(controls, pairs) {
  const values = valuesByName(pairs);
  for (const control of controls) {
    if (!control.name || !isContent(control.name) || control.type === "file" || control.type === "submit") continue;
    const own = values.get(control.name);
    if (control.type === "checkbox" || control.type === "radio")
      control.checked = Boolean(own?.includes(control.value));
    else if (own) control.value = own[0];
  }
}

function valuesByName(pairs) {
  const values = new Map();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  return values;
}
