// A wall of sticky notes, a Q Sort or Story Cubes, live: forms are sent without leaving the page, the newest
// state is asked for again and again, and notes can be dragged. What it cannot do, the forms do as they are.
import { difference, dotWords, newer, scrollStep } from "./wall/difference.js";
import { FIRST, nextPause } from "./wall/pace.js";

const page = document.querySelector("[data-wall]");
const columns = page.querySelector("[data-columns]");
const { address } = page.dataset;
const find = (name) => page.querySelector(`[data-${name}]`);
const columnOf = (group) => columns.querySelector(`[data-group="${group ?? ""}"]`);
const noteOf = (id) => columns.querySelector(`[data-note="${id}"]`);
// What the page shows; at first it is known only what hangs there, so the first answer is compared in full.
let shown = { state: 0, groups: onPage("group"), notes: onPage("note") };
let pause = FIRST;
let timer;
let dragged = null;
let waiting = null; // what came while a note was dragged

function onPage(sort) {
  const items = [...columns.querySelectorAll(`[data-${sort}]`)].map((item) => item.dataset[sort]);
  return items.filter(Boolean).map((id) => ({ id: Number(id) }));
}

function say(words) {
  find("status").textContent = words;
}

function made(name, id) {
  const html = find(`new-${name}`).innerHTML.replaceAll("__id__", encodeURIComponent(id));
  return new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
}

function draw(answer) {
  if (dragged) waiting = answer;
  const state = dragged ? null : newer(shown, answer);
  if (!state) return false;
  const focused = document.activeElement;
  drawItems(difference(shown.groups, state.groups), difference(shown.notes, state.notes), state.groups);
  shown = state;
  // What is moved on a page loses the focus.
  if (focused.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
  return true;
}

function drawItems(groups, notes, allGroups) {
  groups.changed.forEach(drawColumn);
  notes.changed.forEach(drawNote);
  for (const id of notes.gone) noteOf(id)?.remove();
  for (const id of groups.gone) columnOf(id)?.remove();
  if (groups.gone.length || groups.changed.length) drawChoices(allGroups);
  for (const { id, group } of notes.changed) choose(noteOf(id), group);
  aim();
}

function write(item, name, text) {
  const place = item.querySelector(`[data-${name}]`);
  if (place) place.textContent = text;
}

function drawColumn({ id, text, dots }) {
  if (!columnOf(id)) columns.append(made("column", id));
  write(columnOf(id), "name", text);
  write(columnOf(id), "dots", dotWords(dots));
  const dice = columnOf(id).querySelector("[data-dice]");
  dice?.replaceChildren(...text.split(", ").map((word) => made("die", word)));
}

function drawNote({ id, group, text, dots }) {
  const note = noteOf(id) ?? made("note", id);
  const list = columnOf(group).querySelector("[data-notes]");
  if (note.parentElement !== list) {
    // In the order in which they were written, as a page that is loaded anew shows them.
    const next = [...list.children].find((other) => Number(other.dataset.note) > id);
    list.insertBefore(note, next ?? null);
  }
  write(note, "text", text);
  write(note, "dots", dotWords(dots));
  const handle = note.querySelector("[data-handle]");
  if (handle) handle.hidden = false;
}

function drawChoices(groups) {
  for (const select of columns.querySelectorAll("select")) drawGroups(select, groups);
  const select = find("new-note")?.content.querySelector("select");
  if (select) drawGroups(select, groups);
}

function drawGroups(select, groups) {
  const { value } = select;
  const [none] = select.options;
  select.replaceChildren(none, ...groups.map(({ id, text }) => new Option(text, id)));
  select.value = value;
  if (select.selectedIndex < 0) select.value = "";
}

// What is sent next is meant for the newest round; a sentence that is begun stays with the round it was begun for.
function aim() {
  const newest = [...columns.children].at(-1)?.dataset.group;
  for (const round of page.querySelectorAll("[data-round]")) {
    if (!round.form.elements["sentence-text"]?.value) round.value = newest;
  }
}

function choose(note, group) {
  const select = note.querySelector("select");
  if (select) select.value = String(group ?? "");
}

async function ask() {
  clearTimeout(timer);
  let changed = false;
  try {
    const headers = shown.state ? { "If-None-Match": `"${shown.state}"` } : {};
    const answer = await fetch(address, { headers, cache: "no-store" });
    if ([404, 410].includes(answer.status)) return say("This link works no more. Load the page again to see why.");
    changed = answer.status === 200 && draw(await answer.json());
  } catch {
    // No connection for a moment: ask again later.
  }
  pause = nextPause(pause, { changed, hidden: document.hidden });
  timer = setTimeout(ask, pause);
}

function again() {
  pause = FIRST;
  clearTimeout(timer);
  timer = setTimeout(ask, pause);
}

/** Sends it; the state of the wall, or null where the form itself has to tell what is wrong. */
async function send(form, data) {
  const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
  const isState = answer.ok && answer.headers.get("Content-Type")?.startsWith("application/json");
  return isState ? answer.json() : null;
}

const SAID = { add: "Added.", dot: "A dot is given.", undot: "A dot is taken back.", move: "Moved.", roll: "The dice are rolled." };

async function onSubmit(event) {
  const form = event.target;
  const button = event.submitter;
  if (!form.matches("[data-act]") || !button || form.dataset.plain) return;
  event.preventDefault();
  if (form.dataset.sending) return;
  form.dataset.sending = "yes";
  const [act, sort] = button.value.split(":");
  try {
    const state = await send(form, new FormData(form, button));
    if (!state) {
      form.dataset.plain = "yes";
      return form.requestSubmit(button);
    }
    tellNoMore(form);
    if (act === "add") renew(form, sort);
    draw(state);
    say(SAID[act]);
    again();
  } catch {
    say("This could not be sent. Check your connection, then try again.");
  } finally {
    delete form.dataset.sending;
  }
}

// What was wrong is put right: the page says so no more, at its top, at the field and in the title.
function tellNoMore(form) {
  for (const told of page.querySelectorAll(".nhsuk-error-summary, [data-wrong]")) told.remove();
  document.title = document.title.replace(/^(Error|Deleted meanwhile): /, "");
  form.querySelector('[name$="-is_nobody"]')?.closest(".nhsuk-form-group").remove();
  for (const told of form.querySelectorAll(".nhsuk-error-message")) {
    const field = form.querySelector(`[aria-describedby~="${told.id}"]`);
    field?.removeAttribute("aria-invalid");
    field?.setAttribute("aria-describedby", field.getAttribute("aria-describedby").replace(told.id, "").trim());
    field?.classList.remove("nhsuk-input--error", "nhsuk-textarea--error");
    told.closest(".nhsuk-form-group").classList.remove("nhsuk-form-group--error");
    told.remove();
  }
}

// The form for the next one: empty, and not taken for the last one sent again.
function renew(form, sort) {
  form.elements[`${sort}-text`].value = "";
  form.elements[`${sort}-token`].value = newToken();
  form.elements[`${sort}-text`].focus({ preventScroll: true });
  aim();
}

function newToken() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function onDown(event) {
  const handle = event.target.closest("[data-handle]");
  if (!handle || event.button) return;
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  dragged = { note: handle.closest("[data-note]"), x: event.pageX, y: event.pageY, target: null };
  dragged.note.classList.add("hub-note--dragged");
}

function onMove(event) {
  if (!dragged) return;
  scrollBy(0, scrollStep(event.clientY, innerHeight));
  dragged.note.style.transform = `translate(${event.pageX - dragged.x}px, ${event.pageY - dragged.y}px)`;
  const column = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-group]") ?? null;
  dragged.target?.classList.remove("hub-wall__column--target");
  column?.classList.add("hub-wall__column--target");
  dragged.target = column;
}

function onUp(event) {
  if (!dragged) return;
  const { note, target } = dragged;
  dragged = null;
  note.classList.remove("hub-note--dragged");
  note.style.transform = "";
  target?.classList.remove("hub-wall__column--target");
  if (waiting) draw(waiting);
  waiting = null;
  if (event.type !== "pointerup" || !target?.isConnected || !note.isConnected || target.contains(note)) return;
  // As somebody would do it who uses no pointer.
  note.querySelector("select").value = target.dataset.group;
  target.querySelector("[data-notes]").append(note);
  note.querySelector('button[value^="move:"]').click();
}

// A form that the server did not take leaves its own address in the bar: it is the wall that is here.
const { pathname } = find("reload").querySelector("a");
if (location.pathname !== pathname) history.replaceState(history.state, "", pathname);
find("reload").hidden = true;
if (find("dragging")) find("dragging").hidden = false;
page.addEventListener("submit", onSubmit);
columns.addEventListener("pointerdown", onDown);
columns.addEventListener("pointermove", onMove);
columns.addEventListener("pointerup", onUp);
columns.addEventListener("pointercancel", onUp);
document.addEventListener("visibilitychange", () => document.hidden || ask());
ask();
