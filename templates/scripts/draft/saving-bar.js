// The bar that says whether what was typed is saved: always in sight, never over what has the focus.
const GAP = 16; // px between the bar and the field above it

export class SavingBar {
  #form;
  #bar;
  #announced = "";
  #height = 0;

  constructor(form) {
    this.#form = form;
    this.#bar = form.querySelector("[data-bar]");
  }

  /** Shows a notice (see outcomes.js); its state is spoken once each time it changes. */
  tell({ state, text, explain = "", link = null, offersKeeping = false }) {
    this.#bar.hidden = false;
    this.#bar.dataset.state = state;
    this.#part("status").textContent = text;
    const more = this.#part("more");
    more.hidden = !explain && !link;
    more.textContent = explain;
    if (link) more.append(" ", elementOf(link));
    this.#part("offer").hidden = !offersKeeping;
    this.#keepInSight(document.activeElement);
    if (state === this.#announced || state === "typing") return;
    this.announce(`${text} ${explain}`);
    this.#announced = state;
  }

  /** Says something to whoever cannot see the page. */
  announce(text) {
    this.#form.querySelector("[data-announce]").textContent = text;
  }

  scrollIntoView() {
    this.#bar.scrollIntoView({ block: "nearest" });
  }

  #part(name) {
    return this.#bar.querySelector(`[data-${name}]`);
  }

  // The bar grows with what it says; the field that somebody writes in stays above it.
  #keepInSight(field) {
    const hasGrown = this.#bar.offsetHeight > this.#height;
    this.#height = this.#bar.offsetHeight;
    document.documentElement.style.scrollPaddingBottom = `${this.#height + GAP}px`;
    if (!hasGrown || !this.#form.contains(field) || this.#bar.contains(field)) return;
    if (field.getBoundingClientRect().bottom > this.#bar.getBoundingClientRect().top)
      field.scrollIntoView({ block: "nearest" });
  }
}

function elementOf({ address, text, isElsewhere = false }) {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = text;
  if (isElsewhere) {
    link.target = "_blank";
    link.rel = "noopener";
  }
  return link;
}
