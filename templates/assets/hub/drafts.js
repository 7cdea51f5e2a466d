// Saves an open example every few seconds. The form works without it, by its buttons.
//
// What the page says is saved, the server has. What it could not save stays in the form; on the device
// it is kept only where the person says so (device copies are swept by hub.js).
const form = document.querySelector("form[data-draft]");
const PAUSE = 1500; // after the last key
const LONGEST = 4000; // while somebody goes on typing
const PATIENCE = 20000; // for an answer of the server
const FIRST_RETRY = 3000;
const LAST_RETRY = 30000;
const BEACON = 60000; // browsers send no more than 64 KB for a page that closes
const OWN = new Set(["csrfmiddlewaretoken", "version", "token", "saves"]);
const COPY = `hub-draft-${form.dataset.draft}`;
const KEEP = `hub-keep-${form.dataset.draft}`;

const bar = form.querySelector("[data-bar]");
const status = form.querySelector("[data-status]");
const more = form.querySelector("[data-more]");
const offer = form.querySelector("[data-offer]");
const keepBox = form.querySelector("[data-keep]");
const conflictBox = document.querySelector("[data-conflict]");
const announcer = form.querySelector("[data-announce]");

let saved = form.hasAttribute("data-unsaved") || isTouched() ? null : words();
let underway = null;
let timer = 0;
let unsavedSince = 0;
let failures = 0;
let halted = form.hasAttribute("data-two-versions") ? "two_versions" : "";
let versionOfOther = form.elements.version.value;
let lettingGo = false;
let announced = "";
let barHeight = 0;

// --- what the form says ---

function entries() {
  return [...new FormData(form)].filter(([, value]) => typeof value === "string");
}

function words() {
  return sorted(entries().filter(([name]) => !OWN.has(name)));
}

// Files come and go in the middle of the form: the order of fields says nothing.
function sorted(pairs) {
  return JSON.stringify(pairs.map((pair) => JSON.stringify(pair)).sort());
}

// On a slow phone somebody writes before this script runs: that is not on the server.
function isTouched() {
  return [...form.elements].some((control) => {
    if (control.type === "checkbox" || control.type === "radio") return control.checked !== control.defaultChecked;
    if (control.type === "textarea" || control.type === "text") return control.value !== control.defaultValue;
    if (control.type !== "select-one") return false;
    return control.selectedIndex !== Math.max(0, [...control.options].findIndex((each) => each.defaultSelected));
  });
}

function isUnsaved() {
  return words() !== saved;
}

function answers() {
  return form.querySelectorAll("[data-answer]");
}

function markAnswered() {
  let count = 0;
  for (const box of answers()) {
    const isAnswered = box.value.trim() !== "";
    count += isAnswered;
    form.querySelector(`[data-mark="${box.name}"]`).textContent = isAnswered ? "answered" : "";
  }
  form.querySelector("[data-answered]").textContent = count;
}

// --- telling the person ---

// `state` is spoken once each time it changes, so that "saved" is not repeated every few seconds.
function tell(state, text, { explain = "", link = "", offerKeeping = false } = {}) {
  bar.hidden = false;
  bar.dataset.state = state;
  status.textContent = text;
  more.hidden = !explain && !link;
  more.textContent = explain;
  if (link) more.append(" ", link);
  offer.hidden = !offerKeeping;
  keepInSight(document.activeElement);
  if (state === announced || state === "typing") return;
  announcer.textContent = `${text} ${explain}`;
  announced = state;
}

// The bar grows with what it says; the field that somebody writes in stays above it.
function keepInSight(field) {
  const hasGrown = bar.offsetHeight > barHeight;
  barHeight = bar.offsetHeight;
  document.documentElement.style.scrollPaddingBottom = `${barHeight + 16}px`;
  if (!hasGrown || !form.contains(field) || bar.contains(field)) return;
  if (field.getBoundingClientRect().bottom > bar.getBoundingClientRect().top)
    field.scrollIntoView({ block: "nearest" });
}

function linkTo(address, text, isElsewhere = false) {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = text;
  if (isElsewhere) {
    link.target = "_blank";
    link.rel = "noopener";
  }
  return link;
}

// --- saving ---

function later() {
  keepCopy();
  if (halted) return;
  if (!isUnsaved()) return;
  unsavedSince ||= Date.now();
  if (!failures) tell("typing", "Not saved yet.");
  clearTimeout(timer);
  const longest = Math.max(0, unsavedSince + LONGEST - Date.now());
  timer = setTimeout(save, failures ? retryAfter() : Math.min(PAUSE, longest));
}

function retryAfter() {
  return Math.min(FIRST_RETRY * 2 ** (failures - 1), LAST_RETRY);
}

// Saves what there is; resolves to "saved" or to the reason why not. One at a time.
async function save({ isLeaving = false } = {}) {
  clearTimeout(timer);
  while (underway) await underway;
  if (halted) return halted;
  if (!isUnsaved()) return "saved";
  underway = attempt(isLeaving);
  let outcome;
  try {
    outcome = await underway;
  } finally {
    underway = null; // whatever went wrong, the next save is not to wait for this one for ever
  }
  if (outcome === "saved" && isUnsaved()) later();
  return outcome;
}

async function attempt(isLeaving, isSecond = false) {
  const sent = words();
  form.elements.saves.value = Number(form.elements.saves.value) + 1;
  const body = new URLSearchParams(entries());
  let answer, said;
  try {
    answer = await fetch(form.dataset.autosave, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      keepalive: isLeaving && body.toString().length < BEACON,
      signal: AbortSignal.timeout?.(PATIENCE), // phones of before 2022 wait as long as it takes
    });
    said = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
  } catch {
    return notReached("You are offline, or the hub cannot be reached.");
  }
  if (answer.ok && said.version) return received(sent, said);
  if (said.reason === "form_token" && !isSecond) {
    form.elements.csrfmiddlewaretoken.value = said.token;
    return attempt(isLeaving, true);
  }
  if (answer.status === 401) return signedOut();
  if (answer.status === 404) return gone();
  if (said.reason === "invalid") return invalid(said.errors);
  if (said.reason === "two_versions") return twoVersions(said);
  if (said.reason === "locked") return locked();
  return notReached("The hub could not save just now.");
}

function received(sent, said) {
  saved = sent;
  unsavedSince = 0;
  form.elements.version.value = said.version;
  const wasAway = failures > 0;
  failures = 0;
  if (!isUnsaved()) {
    forgetCopy();
    tell("saved", `Saved at ${said.saved_at}.`, wasAway ? { explain: "The hub can be reached again." } : {});
  }
  for (const [name, html] of Object.entries(said.months))
    form.querySelector(`[data-month="${name}"]`).innerHTML = html;
  form.querySelector("[data-hints]").outerHTML = said.hints;
  return "saved";
}

function notReached(text) {
  failures += 1;
  tell("away", "Not saved yet.", {
    explain: `${text} Your text is on this page, and is saved by itself as soon as it can be. Do not close this page before then.`,
    offerKeeping: true,
  });
  keepCopy();
  timer = setTimeout(save, retryAfter());
  return "away";
}

function signedOut() {
  failures += 1;
  tell("signed_out", "Not saved: you have been signed out.", {
    explain: "Your text is on this page. Sign in again, come back to this page, and it is saved by itself.",
    link: linkTo(form.dataset.signIn, "Sign in (opens in a new tab)", true),
    offerKeeping: true,
  });
  keepCopy();
  timer = setTimeout(save, retryAfter());
  return "signed_out";
}

function invalid(errors) {
  const [first] = errors;
  tell(`invalid ${first.name}`, "Not saved yet.", {
    explain: first.text,
    link: linkTo(`#id_${first.name}`, "Go to it"),
  });
  return "invalid";
}

function gone() {
  halted = "gone";
  tell("gone", "This example cannot be saved from here any more.", {
    explain: "Somebody else has signed in on this device, or it is no longer yours. Copy what you want to keep.",
  });
  return halted;
}

function locked() {
  halted = "locked";
  tell("locked", "Not saved: this example is with a moderator now.", {
    explain: "It cannot be changed here. Copy what you want to keep.",
    link: linkTo("/my-examples/", "Your examples"),
  });
  return halted;
}

// --- two versions ---

function twoVersions(said) {
  halted = "two_versions";
  versionOfOther = said.version;
  conflictBox.innerHTML = said.html;
  showChoices();
  tell("two_versions", "Not saved: there are two versions of your text.", {
    link: linkTo("#conflicts-heading", "Compare them"),
  });
  return halted;
}

function showChoices() {
  for (const part of conflictBox.querySelectorAll("[data-scripted]")) part.hidden = false;
}

conflictBox.addEventListener("click", (event) => {
  const put = event.target.closest("[data-put]");
  if (put) {
    const box = form.elements[put.dataset.name];
    const theirs = put.dataset.saved;
    box.value = put.dataset.put === "both" && box.value ? `${box.value}\n\n${theirs}` : theirs;
    box.focus();
    later();
  }
  if (event.target.closest("[data-resolve]")) {
    form.elements.version.value = versionOfOther;
    halted = "";
    saved = null;
    conflictBox.replaceChildren();
    save();
    status.scrollIntoView({ block: "nearest" });
  }
});

// --- a copy on the device, if the person says so ---

function isKept() {
  try {
    return localStorage.getItem(KEEP) !== null;
  } catch {
    return false;
  }
}

function keepCopy() {
  if (!isKept() || !isUnsaved()) return;
  const { version, token, saves } = form.elements;
  const copy = {
    at: Date.now(),
    version: version.value,
    token: token.value,
    saves: saves.value,
    fields: entries().filter(([name]) => !OWN.has(name)),
  };
  try {
    localStorage.setItem(COPY, JSON.stringify(copy));
  } catch {
    tell("full", "This device has no room to keep your text.", { explain: "Do not close this page." });
  }
}

function forgetCopy() {
  try {
    localStorage.removeItem(COPY);
  } catch {
    // There is none where nothing may be stored.
  }
}

keepBox.checked = isKept();
keepBox.addEventListener("change", () => {
  try {
    if (keepBox.checked) localStorage.setItem(KEEP, JSON.stringify({ at: Date.now() }));
    else {
      localStorage.removeItem(KEEP);
      forgetCopy();
    }
  } catch {
    keepBox.checked = false;
  }
  keepCopy();
});

// What was kept comes back into the form with the version it rested on, so that the server can tell
// whether somebody has saved something else since.
function takeCopy() {
  let copy = null;
  try {
    copy = JSON.parse(localStorage.getItem(COPY));
  } catch {
    return;
  }
  if (!copy || halted || form.hasAttribute("data-unsaved")) return;
  fill(copy.fields);
  if (!isUnsaved()) {
    forgetCopy();
    return;
  }
  for (const name of ["version", "token", "saves"]) form.elements[name].value = copy[name];
  const at = new Date(copy.at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  tell("restored", "Not saved yet.", { explain: `What you typed at ${at} was kept on this device and is in the form again.` });
  save();
}

function fill(fields) {
  const said = new Map();
  for (const [name, value] of fields) said.set(name, [...(said.get(name) ?? []), value]);
  for (const control of form.elements) {
    if (!control.name || OWN.has(control.name) || control.type === "file" || control.type === "submit") continue;
    const values = said.get(control.name);
    if (control.type === "checkbox" || control.type === "radio")
      control.checked = Boolean(values?.includes(control.value));
    else if (values) control.value = values[0];
  }
}

// --- when ---

form.addEventListener("input", () => {
  markAnswered();
  later();
});
form.addEventListener("change", later);

// A button of the form leaves the page: only once what was typed is safe.
form.addEventListener("submit", async (event) => {
  if (lettingGo) return;
  event.preventDefault();
  const button = event.submitter;
  // Not within this event: a form that is being submitted ignores being submitted again.
  await new Promise((done) => setTimeout(done));
  const outcome = navigator.onLine ? await save() : await notReachedNow();
  if (["away", "two_versions", "gone"].includes(outcome)) {
    bar.scrollIntoView({ block: "nearest" });
    return;
  }
  // Signed out, invalid or locked: the server keeps what was typed, and says what to do.
  lettingGo = true;
  form.elements.saves.value = Number(form.elements.saves.value) + 1;
  form.requestSubmit(button);
});

async function notReachedNow() {
  while (underway) await underway;
  return notReached("You are offline.");
}

addEventListener("online", () => save());
addEventListener("offline", () => {
  if (!halted) {
    clearTimeout(timer);
    notReached("You are offline.");
  }
});
document.addEventListener("visibilitychange", () => {
  save({ isLeaving: document.visibilityState === "hidden" });
});
addEventListener("beforeunload", (event) => {
  if (!lettingGo && isUnsaved()) event.preventDefault();
});
addEventListener("pageshow", () => {
  lettingGo = false;
});

// --- pictures and files ---

const upload = form.querySelector("[data-upload]");
const chooser = upload.querySelector("input[type=file]");
const uploadError = upload.querySelector("[data-upload-error]");
const progress = upload.querySelector("[data-upload-progress]");
upload.querySelector("[data-upload-button]").hidden = true;

chooser.addEventListener("change", async () => {
  refuse("");
  const chosen = [...chooser.files];
  chooser.disabled = true; // or a button pressed meanwhile would send them a second time
  const refused = [];
  for (const file of chosen) {
    const why = await add(file);
    if (why) refused.push(why);
  }
  chooser.value = "";
  chooser.disabled = false;
  progress.hidden = true;
  refuse(refused.join(" "));
});

function refuse(why) {
  uploadError.textContent = why;
  uploadError.hidden = !why;
  upload.classList.toggle("nhsuk-form-group--error", Boolean(why));
}

// Adds one file; resolves to why it was not added, or to nothing. A token makes a second try harmless.
async function add(file) {
  if (file.size > Number(upload.dataset.mostBytes))
    return `“${file.name}” was not added. It is too large. Make it smaller and try again.`;
  progress.hidden = false;
  progress.querySelector("[data-upload-name]").textContent = `Adding ${file.name}`;
  const token = crypto.randomUUID?.() ?? "";
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const said = await transfer(file, token);
    if (said?.reason === "form_token") {
      form.elements.csrfmiddlewaretoken.value = said.token;
      continue;
    }
    if (said?.html) {
      form.querySelector("[data-files]").insertAdjacentHTML("beforeend", said.html);
      if (said.picture) form.querySelector("[data-about-pictures]").hidden = false;
      announcer.textContent = `${said.name} was added.`;
      if (saved !== null) saved = sorted([...JSON.parse(saved).map((pair) => JSON.parse(pair)), ...newFields(said.html)]);
      return "";
    }
    if (said?.reason) return said.reason;
    break;
  }
  return `“${file.name}” was not added, because the hub cannot be reached. Try again.`;
}

// Fields that came with a new file are empty on the server too: nothing in them is unsaved.
function newFields(html) {
  const box = document.createElement("div");
  box.innerHTML = html;
  return [...box.querySelectorAll("input[type=text]")].map((input) => [input.name, input.value]);
}

function transfer(file, token) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.append("upload", token);
  body.append("files", file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", upload.dataset.upload);
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      progress.querySelector("progress").value = event.lengthComputable ? (event.loaded / event.total) * 100 : 0;
    });
    request.addEventListener("load", () => resolve(request.response));
    request.addEventListener("error", () => resolve(null));
    request.send(body);
  });
}

markAnswered();
if (halted) showChoices();
else {
  takeCopy();
  if (isUnsaved()) later();
}
