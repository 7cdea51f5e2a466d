// Filters that show their results at once. Each tick is a step that Back takes away again. Focus stays
// where it is; the count is said once, by the one live region of the page.
import { addressFor, withoutToken } from "./addresses.js";

const REPLACED = ["understood", "chosen", "summary", "facets", "main"];

/** Makes the filters of the page of results work without leaving it. */
export function showAtOnce(page, form) {
  let asking;
  let shown = withoutToken(location.href).search;
  const wanted = () => addressFor(form.action, new FormData(form));

  async function show(address, isStep) {
    asking?.abort();
    const mine = (asking = new AbortController());
    page.setAttribute("aria-busy", "true");
    try {
      const fresh = await fetchPage(address, mine.signal);
      const clean = withoutToken(address);
      if (isStep) history.pushState({ try: form.elements.try.value }, "", clean);
      shown = clean.search;
      put(page, fresh);
      asking = undefined;
      page.removeAttribute("aria-busy");
    } catch (error) {
      // The browser does it itself, and says what is wrong.
      if (error.name !== "AbortError") location.assign(address);
    }
  }

  form.addEventListener("change", (event) => {
    if (event.target.matches("[type=checkbox], select")) show(wanted(), true);
  });
  page.addEventListener("click", (event) => {
    const link = event.target.closest(".hub-results__chosen a[href]");
    if (!link || opensElsewhere(event)) return;
    event.preventDefault();
    show(new URL(link.href), true);
  });
  // On a phone the button leads from the filters to the results, which are there already.
  page.addEventListener("click", (event) => {
    if (!event.target.closest("[data-show]")) return;
    if (asking || withoutToken(wanted()).search !== shown) return;
    event.preventDefault();
    heading(page).focus();
  });
  addEventListener("popstate", () => {
    if (location.search !== shown) show(new URL(location.href), false);
  });
}

function opensElsewhere(event) {
  return event.button || event.metaKey || event.ctrlKey || event.shiftKey;
}

async function fetchPage(address, signal) {
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function heading(page) {
  return page.querySelector("#results-count");
}

// Takes over what differs in a fresh page of results; the focus and what was open stay.
function put(page, fresh) {
  const focused = document.activeElement?.id;
  const open = [...page.querySelectorAll("details[open][id]")].map((box) => box.id);
  for (const name of REPLACED) replacePart(page, fresh, name);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  document.title = fresh.title;
  const box = page.querySelector("#search-query");
  box.value = box.defaultValue = fresh.querySelector("#search-query").value;
  sayCount(page, fresh);
  if (focused && document.activeElement?.id !== focused)
    (document.getElementById(focused) ?? heading(page)).focus();
}

function replacePart(page, fresh, name) {
  const old = page.querySelector(`[data-part=${name}]`);
  const now = fresh.querySelector(`[data-part=${name}]`);
  if (!old !== !now) throw new Error("not the same page");
  old?.replaceChildren(...now.childNodes);
}

// Read out because it changes, and only when it does.
function sayCount(page, fresh) {
  const count = page.querySelector("[data-part=count]");
  const said = fresh.querySelector("[data-part=count]");
  if (count.textContent !== said.textContent) count.replaceChildren(...said.childNodes);
}
