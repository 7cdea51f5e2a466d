// Saves an open example every few seconds. The form works without it, by its buttons.
//
// What the page says is saved, the server has. What it could not save stays in the form; on the device
// it is kept only where the person says so (device copies are swept on every page).
import { Conflicts } from "./draft/conflicts.js";
import { DeviceCopy } from "./draft/device-copy.js";
import { canonicalContent, fill, isContent, isTouched, textFields } from "./draft/fields.js";
import { deviceStorage } from "./draft/kept-copies.js";
import { notices } from "./draft/outcomes.js";
import { Saver } from "./draft/saver.js";
import { SavingBar } from "./draft/saving-bar.js";
import { send } from "./draft/server.js";
import { Uploads } from "./draft/uploads.js";

const form = document.querySelector("form[data-draft]");
const bar = new SavingBar(form);
const copy = new DeviceCopy(deviceStorage(), form.dataset.draft);
let versionOfOther = form.elements.version.value;
let isLettingGo = false;

const fields = () => textFields(new FormData(form));
const content = () => canonicalContent(fields());

// --- saving ---

const wasUnsaved = form.hasAttribute("data-unsaved") || [...form.elements].some(isTouched);
const saver = new Saver(
  {
    content,
    send: (isLeaving) => send(form, isLeaving),
    take,
    tell: (notice) => bar.tell(notice),
    keepCopy,
    forgetCopy: () => copy.forget(),
  },
  {
    saved: wasUnsaved ? null : content(),
    halted: form.hasAttribute("data-two-versions") ? "two_versions" : "",
  },
);
const conflicts = new Conflicts(document.querySelector("[data-conflict]"), form, {
  onPut: () => saver.later(),
  onResolved() {
    form.elements.version.value = versionOfOther;
    saver.resolve();
    bar.scrollIntoView();
  },
});
new Uploads(form, (name, pairs) => {
  bar.announce(`${name} was added.`);
  saver.came(pairs);
});

// What an answer of the hub changes in the page, beside what is said of it.
function take(outcome, said) {
  if (outcome === "two_versions") {
    versionOfOther = said.version;
    conflicts.show(said.html);
  }
  if (outcome !== "saved") return;
  form.elements.version.value = said.version;
  for (const [name, html] of Object.entries(said.months))
    form.querySelector(`[data-month="${name}"]`).innerHTML = html;
  // Hidden, not removed: what was typed into them is not lost when the words come back.
  for (const spot of form.querySelectorAll(".share-spot")) spot.hidden = !said.spots.includes(spot.id);
  form.querySelector("[data-hints]").outerHTML = said.hints;
}

function markAnswered() {
  let count = 0;
  for (const box of form.querySelectorAll("[data-answer]")) {
    const isAnswered = box.value.trim() !== "";
    count += isAnswered;
    form.querySelector(`[data-mark="${box.name}"]`).textContent = isAnswered ? "answered" : "";
  }
  form.querySelector("[data-answered]").textContent = count;
}

// --- a copy on the device, if the person says so ---

function keepCopy() {
  if (!saver.isUnsaved) return;
  const { version, token, saves } = form.elements;
  const draft = { version: version.value, token: token.value, saves: saves.value };
  if (!copy.keep({ ...draft, fields: fields().filter(([name]) => isContent(name)) })) bar.tell(notices.full());
}

const keepBox = form.querySelector("[data-keep]");
keepBox.checked = copy.isWanted;
keepBox.addEventListener("change", () => {
  if (!copy.want(keepBox.checked)) keepBox.checked = false;
  keepCopy();
});

// What was kept comes back into the form with the version it rested on, so that the server can tell
// whether somebody has saved something else since.
function takeCopy() {
  const kept = copy.read();
  if (!kept || form.hasAttribute("data-unsaved")) return;
  fill(form.elements, kept.fields);
  if (!saver.isUnsaved) {
    copy.forget();
    return;
  }
  for (const name of ["version", "token", "saves"]) form.elements[name].value = kept[name];
  const at = new Date(kept.at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  bar.tell(notices.restored(at));
  saver.save();
}

// --- when ---

form.addEventListener("input", () => {
  markAnswered();
  saver.later();
});
form.addEventListener("change", () => saver.later());

// A button of the form leaves the page: only once what was typed is safe.
form.addEventListener("submit", async (event) => {
  if (isLettingGo) return;
  event.preventDefault();
  const button = event.submitter;
  // Not within this event: a form that is being submitted ignores being submitted again.
  await new Promise((done) => setTimeout(done));
  const outcome = navigator.onLine ? await saver.save() : await saver.settled().then(sayOffline);
  if (["away", "two_versions", "gone"].includes(outcome)) {
    bar.scrollIntoView();
    return;
  }
  // Signed out, invalid or locked: the server keeps what was typed, and says what to do.
  isLettingGo = true;
  form.elements.saves.value = Number(form.elements.saves.value) + 1;
  form.requestSubmit(button);
});

function sayOffline() {
  return saver.cannotReach("You are offline.");
}

addEventListener("online", () => saver.save());
addEventListener("offline", () => {
  if (!saver.halted) sayOffline();
});
document.addEventListener("visibilitychange", () => {
  saver.save({ isLeaving: document.visibilityState === "hidden" });
});
addEventListener("beforeunload", (event) => {
  if (!isLettingGo && saver.isUnsaved) event.preventDefault();
});
addEventListener("pageshow", () => {
  isLettingGo = false;
});

markAnswered();
if (saver.halted) conflicts.offer();
else {
  takeCopy();
  if (saver.isUnsaved) saver.later();
}
