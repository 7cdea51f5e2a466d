// Two versions of a text, side by side: the person puts together what they want to keep.

export class Conflicts {
  #box;

  /** `onPut(name)` after a field was changed from here, `onResolved()` when the person has decided. */
  constructor(box, form, { onPut, onResolved }) {
    this.#box = box;
    box.addEventListener("click", (event) => {
      const button = event.target.closest("[data-put]");
      if (button) {
        const field = form.elements[button.dataset.name];
        field.value = puttingIn(field.value, button.dataset.saved, button.dataset.put);
        field.focus();
        onPut();
      }
      if (event.target.closest("[data-resolve]")) {
        box.replaceChildren();
        onResolved();
      }
    });
  }

  /** Shows the comparison that the hub sent as HTML. */
  show(html) {
    this.#box.innerHTML = html;
    this.offer();
  }

  /** Shows what works with scripts only. */
  offer() {
    for (const part of this.#box.querySelectorAll("[data-scripted]")) part.hidden = false;
  }
}

/** What a field holds after the other version was put into it: "both" keeps what was typed, above it. */
export function puttingIn(typed, saved, how) {
  return how === "both" && typed ? `${typed}\n\n${saved}` : saved;
}
