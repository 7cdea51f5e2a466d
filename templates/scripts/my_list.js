// “My list”: what the page of a list adds when scripts run. Its address is the list; see my_list/kept.js.
import { addressOf, isSame, moved, pagesIn, read, withPages, without, write } from "./my_list/kept.js";

const page = document.querySelector("[data-my-list]");
const find = (name) => page.querySelector(`[data-${name}]`);
const path = location.pathname;

const lines = () => [...page.querySelectorAll("[data-page]")];
const idOf = (line) => Number(line.dataset.page);

function begin() {
  const list = read(localStorage);
  const named = pagesIn(location.search);
  if (!named.length) {
    if (list.length) location.replace(addressOf(path, list));
  } else if (isSame(list, named)) own();
  else shared(list);
}

// Somebody else's list, or an older one of one's own.
function shared(list) {
  const button = find("take-list");
  button.parentElement.hidden = false;
  if (list.length) button.textContent = "Add these pages to my list";
  button.addEventListener("click", () => {
    const theirs = lines().map((line) => ({ id: idOf(line), note: "" }));
    const all = withPages(read(localStorage), theirs);
    if (write(localStorage, all)) location.assign(addressOf(path, all));
    else say("This browser keeps nothing. The address of this page is your list: bookmark it.");
  });
}

function own() {
  page.querySelector("h1").textContent = "My list";
  document.title = document.title.replace(/^.*? – /, "My list – ");
  find("shared-list").hidden = true;
  find("own-list").hidden = false;
  find("share-list").hidden = false;
  for (const line of lines()) showNote(line);
  page.addEventListener("click", onClick);
  find("with-notes").addEventListener("change", showLink);
  find("copy-link").addEventListener("click", copyLink);
  find("print-list").addEventListener("click", () => print());
  find("take-along").addEventListener("formdata", takeNotes);
  // Another window may have changed the list: show it as it is kept.
  addEventListener("storage", () => location.replace(addressOf(path, read(localStorage))));
  showLink();
}

function showNote(line) {
  const box = line.querySelector("[data-own-note]");
  line.querySelector("[data-note]")?.remove();
  box.value = read(localStorage).find(({ id }) => id === idOf(line))?.note ?? "";
  box.parentElement.hidden = false;
  showOnPaper(line, box.value);
  box.addEventListener("input", () => {
    const list = read(localStorage);
    for (const each of list) if (each.id === idOf(line)) each.note = box.value;
    keep(list);
    showOnPaper(line, box.value);
  });
}

// A box would print the lines that are in sight, or stand there empty.
function showOnPaper(line, note) {
  const printed = line.querySelector("[data-printed-note]");
  printed.textContent = note.trim() && `My note: ${note.trim()}`;
  printed.hidden = !note.trim();
}

function onClick(event) {
  const button = event.target.closest("button[name=move]");
  if (!button) return;
  event.preventDefault();
  const [act, number] = button.value.split("-");
  const id = Number(number);
  const list = read(localStorage);
  const line = button.closest("[data-page]");
  const title = line.querySelector("h2").textContent;
  if (act === "remove") {
    const next = line.nextElementSibling ?? line.previousElementSibling;
    keep(without(list, id));
    line.remove();
    if (!next) return location.replace(path);
    next.querySelector("h2 a, button").focus();
    say(`${title} was removed from your list.`);
  } else {
    keep(moved(list, id, act === "up" ? -1 : 1));
    if (act === "up") line.previousElementSibling.before(line);
    else line.nextElementSibling.after(line);
    const place = lines().indexOf(line) + 1;
    say(`${title} is now number ${place} of ${lines().length}.`);
  }
  showEnds();
  if (act !== "remove") (button.hidden ? line.querySelector("button:not([hidden])") : button).focus();
}

// The first cannot go up, nor the last down.
function showEnds() {
  const all = lines();
  for (const [place, line] of all.entries()) {
    line.querySelector("[value^=up]").hidden = place === 0;
    line.querySelector("[value^=down]").hidden = place === all.length - 1;
  }
}

function keep(list) {
  write(localStorage, list);
  history.replaceState(null, "", addressOf(path, list));
  showLink();
}

function showLink() {
  const list = read(localStorage);
  find("with-notes").hidden = !list.some(({ note }) => note.trim());
  const withNotes = page.querySelector("#with-notes").checked;
  page.querySelector("#list-link").value = `${location.origin}${addressOf(path, list, withNotes)}`;
}

// A file of one's own list holds one's own notes.
function takeNotes({ formData }) {
  const list = read(localStorage);
  formData.set("pages", list.map(({ id }) => id).join("."));
  for (const { id, note } of list) formData.set(`n${id}`, note);
}

async function copyLink() {
  const box = page.querySelector("#list-link");
  try {
    await navigator.clipboard.writeText(box.value);
    say("The link was copied.");
  } catch {
    box.select();
    say("The link is selected: copy it.");
  }
}

function say(words) {
  const status = find("list-status");
  status.textContent = words;
  status.classList.remove("nhsuk-u-visually-hidden");
}

begin();
