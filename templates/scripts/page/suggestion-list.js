// What a list of suggestions says and where its arrow keys lead.

/** The place after `chosen` by `step` (1 or -1) among `count` options; -1 is the box itself, beyond both ends. */
export function placeAfter(chosen, step, count) {
  const places = count + 1;
  return ((chosen + 1 + step + places) % places) - 1;
}

/** What is read out when suggestions appear. */
export function howMany(count) {
  return `${count === 1 ? "1 suggestion" : `${count} suggestions`}. Use the up and down arrow keys.`;
}

/** The option of a suggestion ({label, kind, url, parts}), as an element of the list. */
export function optionFor({ label, kind, url, parts }, id) {
  const option = document.createElement("li");
  option.id = id;
  option.className = "hub-suggestions__option";
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.dataset.address = url;
  option.append(labelOf(parts?.length ? parts : [[label, false]]), " ", part("kind", kind));
  return option;
}

// The label with what was typed in it marked.
function labelOf(parts) {
  const label = part("label", "");
  for (const [text, isTyped] of parts) {
    const piece = isTyped ? document.createElement("mark") : null;
    if (piece) Object.assign(piece, { className: "hub-suggestions__typed", textContent: text });
    label.append(piece ?? text);
  }
  return label;
}

function part(name, text) {
  const words = document.createElement("span");
  words.className = `hub-suggestions__${name}`;
  words.textContent = text;
  return words;
}
