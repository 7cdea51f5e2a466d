// Suggestions while somebody types in a search box: WAI-ARIA's editable combobox with a list.
// Without this script the form just submits.
import { howMany, optionFor, placeAfter } from "./suggestion-list.js";

const WAIT = 150; // ms after the last key
const SHORTEST = 2;
const CLICK = 150; // ms that a click takes to arrive after the box has lost the focus

class Combobox {
  #input;
  #list;
  #status;
  #options = [];
  #chosen = -1;
  #timer = 0;
  #asking = null;

  constructor(input) {
    this.#input = input;
    this.#list = makeList(input);
    this.#status = makeStatus();
    input.parentElement.classList.add("hub-suggestions-box");
    input.parentElement.append(this.#list, this.#status);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.#list.id,
      autocomplete: "off",
    }))
      input.setAttribute(name, value);
    this.#listen();
  }

  #listen() {
    this.#input.addEventListener("input", () => this.#typed());
    this.#input.addEventListener("keydown", (event) => {
      if (!event.isComposing) this.#pressed(event);
    });
    this.#input.addEventListener("blur", () => setTimeout(() => this.#close(), CLICK));
    // Pressing an option must not take the focus, or the list would be gone before the click.
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#go(option);
    });
    this.#input.form.addEventListener("submit", () => {
      this.#stopAsking();
      this.#close();
    });
  }

  #typed() {
    this.#stopAsking();
    if (this.#input.value.trim().length < SHORTEST) this.#close();
    else this.#timer = setTimeout(() => this.#ask(), WAIT);
  }

  #pressed(event) {
    const act = this.#actionOf(event.key);
    if (!act) return;
    // Tab closes the list and moves on, as it always does.
    if (event.key !== "Tab") event.preventDefault();
    act();
  }

  #actionOf(key) {
    const isOpen = !this.#list.hidden;
    if (key === "ArrowDown") return () => this.#move(1);
    if (key === "ArrowUp") return () => this.#move(-1);
    if (key === "Enter" && isOpen && this.#chosen >= 0) return () => this.#go(this.#options[this.#chosen]);
    return key === "Tab" || (key === "Escape" && isOpen) ? () => this.#close() : null;
  }

  #move(step) {
    if (!this.#list.hidden) this.#choose(placeAfter(this.#chosen, step, this.#options.length));
    else if (this.#options.length) this.#show();
  }

  #stopAsking() {
    clearTimeout(this.#timer);
    this.#asking?.abort();
  }

  async #ask() {
    this.#asking = new AbortController();
    const address = `${this.#input.dataset.suggestions}?q=${encodeURIComponent(this.#input.value.trim())}`;
    try {
      const response = await fetch(address, { signal: this.#asking.signal });
      if (!response.ok) this.#close();
      else this.#fill((await response.json()).suggestions);
    } catch {
      // Offline, slow or overtaken: the box still submits.
      this.#close();
    }
  }

  #fill(suggestions) {
    this.#chosen = -1;
    this.#input.removeAttribute("aria-activedescendant");
    this.#options = suggestions.map((suggestion, place) => optionFor(suggestion, `${this.#list.id}-${place}`));
    this.#list.replaceChildren(...this.#options);
    if (!this.#options.length || document.activeElement !== this.#input) {
      this.#close();
      return;
    }
    this.#show();
    this.#status.textContent = howMany(this.#options.length);
  }

  #show() {
    this.#list.hidden = false;
    this.#input.setAttribute("aria-expanded", "true");
  }

  #close() {
    this.#list.hidden = true;
    this.#status.textContent = "";
    this.#input.setAttribute("aria-expanded", "false");
    this.#choose(-1);
  }

  #choose(place) {
    this.#options[this.#chosen]?.setAttribute("aria-selected", "false");
    this.#chosen = place;
    const option = this.#options[place];
    if (!option) {
      this.#input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.#input.setAttribute("aria-activedescendant", option.id);
  }

  #go(option) {
    this.#close();
    location.assign(option.dataset.address);
  }
}

function makeList(input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "hub-suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  return list;
}

function makeStatus() {
  const status = document.createElement("div");
  status.className = "nhsuk-u-visually-hidden";
  status.setAttribute("role", "status");
  return status;
}

for (const input of document.querySelectorAll("input[data-suggestions]")) new Combobox(input);
