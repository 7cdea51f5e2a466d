// What the page of results adds when scripts run: filters that show their results at once, and the
// news that a result was opened, unless the visitor asks not to be followed.
const page = document.querySelector("[data-results]");
const form = page.querySelector("form");

// --- filters ---
// Each tick is a step that Back takes away again. Focus stays where it is; the count is said once, by
// the one live region of the page.
const REPLACED = ["understood", "chosen", "summary", "facets", "main"];
let asking;
let shown = withoutToken(location.href).search;

form.addEventListener("change", (event) => {
  if (event.target.matches("[type=checkbox], select")) show(addressOfForm(), true);
});

page.addEventListener("click", (event) => {
  const link = event.target.closest(".hub-results__chosen a[href]");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  show(new URL(link.href), true);
});

// On a phone the button leads from the filters to the results, which are there already.
page.addEventListener("click", (event) => {
  if (!event.target.closest("[data-show]")) return;
  if (asking || withoutToken(addressOfForm()).search !== shown) return;
  event.preventDefault();
  heading().focus();
});

addEventListener("popstate", () => {
  if (location.search !== shown) show(new URL(location.href), false);
});

function heading() {
  return page.querySelector("#results-count");
}

function addressOfForm() {
  const address = new URL(form.action);
  for (const [name, value] of new FormData(form))
    if (value && !(name === "sort" && value === "relevance")) address.searchParams.append(name, value);
  return address;
}

async function show(address, isStep) {
  asking?.abort();
  const mine = (asking = new AbortController());
  page.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: mine.signal });
    if (!answer.ok) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const clean = withoutToken(address);
    if (isStep) history.pushState({ try: form.elements.try.value }, "", clean);
    shown = clean.search;
    put(fresh);
    asking = undefined;
    page.removeAttribute("aria-busy");
  } catch (error) {
    // The browser does it itself, and says what is wrong.
    if (error.name !== "AbortError") location.assign(address);
  }
}

function put(fresh) {
  const focused = document.activeElement?.id;
  const open = [...page.querySelectorAll("details[open][id]")].map((box) => box.id);
  for (const name of REPLACED) {
    const old = page.querySelector(`[data-part=${name}]`);
    const now = fresh.querySelector(`[data-part=${name}]`);
    if (!old !== !now) throw new Error("not the same page");
    old?.replaceChildren(...now.childNodes);
  }
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  document.title = fresh.title;
  const box = form.querySelector("#search-query");
  box.value = box.defaultValue = fresh.querySelector("#search-query").value;
  // Read out because it changes, and only when it does.
  const count = page.querySelector("[data-part=count]");
  const said = fresh.querySelector("[data-part=count]");
  if (count.textContent !== said.textContent) count.replaceChildren(...said.childNodes);
  if (focused && document.activeElement?.id !== focused)
    (document.getElementById(focused) ?? heading()).focus();
}

// --- what was opened ---
const refuses = navigator.globalPrivacyControl || navigator.doNotTrack === "1";
const told = new Set();

function tell(event) {
  const list = event.target.closest("[data-clicks]");
  if (!list || refuses || !event.target.closest("a[href]") || told.has(list.dataset.query)) return;
  told.add(list.dataset.query);
  const said = new URLSearchParams({ try: form.elements.try.value, q: list.dataset.query });
  navigator.sendBeacon(list.dataset.clicks, said);
}
page.addEventListener("click", tell);
page.addEventListener("auxclick", (event) => event.button === 1 && tell(event));

// --- an address to pass on ---
function withoutToken(address) {
  const clean = new URL(address);
  clean.searchParams.delete("try");
  return clean;
}
// The history remembers the token, so that a reload is no new visitor; nothing else keeps it.
const token = form.elements.try;
if (history.state?.try) token.value = history.state.try;
history.replaceState({ try: token.value }, "", withoutToken(location.href));
