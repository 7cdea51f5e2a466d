// Suggestions while somebody types in a search box: WAI-ARIA's editable combobox with a list.
// Without this script the form just submits.
const WAIT = 150;
const SHORTEST = 2;

for (const input of document.querySelectorAll("input[data-suggestions]")) attach(input);

function attach(input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "hub-suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  const told = document.createElement("div");
  told.className = "nhsuk-u-visually-hidden";
  told.setAttribute("role", "status");
  input.parentElement.classList.add("hub-suggestions-box");
  input.parentElement.append(list, told);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("autocomplete", "off");

  let options = [];
  let chosen = -1;
  let timer = 0;
  let asking = null;
  let typed = input.value;

  input.addEventListener("input", () => {
    typed = input.value;
    clearTimeout(timer);
    asking?.abort();
    if (typed.trim().length < SHORTEST) close();
    else timer = setTimeout(ask, WAIT);
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) {
        if (options.length) show();
        return;
      }
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One place beyond the list is the box itself.
      choose(((chosen + 1 + step + options.length + 1) % (options.length + 1)) - 1);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && open && chosen >= 0) {
      event.preventDefault();
      go(options[chosen]);
    } else if (event.key === "Tab") close();
  });

  input.addEventListener("blur", () => setTimeout(close, 150));
  // Pressing an option must not take the focus, or the list would be gone before the click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) go(option);
  });
  input.form.addEventListener("submit", () => {
    clearTimeout(timer);
    asking?.abort();
    close();
  });

  async function ask() {
    asking = new AbortController();
    const address = `${input.dataset.suggestions}?q=${encodeURIComponent(typed.trim())}`;
    try {
      const response = await fetch(address, { signal: asking.signal });
      if (!response.ok) return close();
      fill((await response.json()).suggestions);
    } catch {
      // Offline, slow or overtaken: the box still submits.
      close();
    }
  }

  function fill(suggestions) {
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    options = suggestions.map((suggestion, place) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${place}`;
      option.className = "hub-suggestions__option";
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.address = suggestion.url;
      const label = document.createElement("span");
      label.className = "hub-suggestions__label";
      label.textContent = suggestion.label;
      const kind = document.createElement("span");
      kind.className = "hub-suggestions__kind";
      kind.textContent = suggestion.kind;
      option.append(label, " ", kind);
      return option;
    });
    list.replaceChildren(...options);
    if (!options.length || document.activeElement !== input) return close();
    show();
    const many = options.length === 1 ? "1 suggestion" : `${options.length} suggestions`;
    told.textContent = `${many}. Use the up and down arrow keys.`;
  }

  function show() {
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }

  function close() {
    list.hidden = true;
    told.textContent = "";
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function choose(place) {
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = place;
    const option = options[chosen];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  function go(option) {
    close();
    location.assign(option.dataset.address);
  }
}
