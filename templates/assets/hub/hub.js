// What the hub adds when scripts run; every page serves without it.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-load-video]");
  if (button) loadVideo(button);
  const cue = event.target.closest("a[data-seek]");
  if (cue) seek(cue, event);
});

for (const button of document.querySelectorAll("[data-load-video]")) button.hidden = false;

// A provider's player is asked for only now, after the visitor said so.
function loadVideo(button, seconds = Number(button.dataset.start || 0)) {
  const box = button.closest("[data-video]");
  const frame = document.createElement("iframe");
  frame.src = withStart(button.dataset.loadVideo, seconds, "start");
  frame.title = button.dataset.title;
  frame.allow = "autoplay; fullscreen; picture-in-picture";
  frame.allowFullscreen = true;
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.className = "hub-video__frame";
  box.querySelector("[data-video-screen]").replaceChildren(frame);
  frame.focus();
}

function withStart(address, seconds, name) {
  if (!seconds) return address;
  const url = new URL(address);
  if (url.hostname.endsWith("vimeo.com")) url.hash = `t=${seconds}s`;
  else url.searchParams.set(name, seconds);
  return url.href;
}

// A time in a transcript plays the video from there.
function seek(cue, event) {
  const seconds = Number(cue.dataset.seek);
  const box = cue.closest("[data-video]");
  const player = box.querySelector("[data-player]");
  const button = box.querySelector("[data-load-video]");
  if (!player && !button) return;
  event.preventDefault();
  if (player) {
    if (cue.pathname === location.pathname) history.replaceState(history.state, "", `#t=${seconds}`);
    playFrom(player, seconds);
    markCue(box, seconds);
  } else loadVideo(button, seconds);
}

function playFrom(player, seconds) {
  for (const track of player.textTracks) if (track.kind === "captions") track.mode = "showing";
  const start = () => {
    player.currentTime = seconds;
    // Some browsers wait for the visitor to press play; it then plays from here.
    player.play().catch(() => {});
  };
  if (player.readyState > 0) start();
  else {
    player.addEventListener("loadedmetadata", start, { once: true });
    player.preload = "metadata";
    player.load();
  }
}

// The transcript shows what is said at that second; the list scrolls, the page stays.
function markCue(box, seconds) {
  const cues = [...box.querySelectorAll("[data-seek]")];
  const cue = cues.findLast((each) => Number(each.dataset.seek) <= seconds) ?? cues[0];
  const row = cue?.closest(".hub-transcript__cue");
  if (!row || row.classList.contains("hub-transcript__cue--here")) return;
  for (const old of box.querySelectorAll(".hub-transcript__cue--here"))
    old.classList.remove("hub-transcript__cue--here");
  row.classList.add("hub-transcript__cue--here");
  const list = row.closest("[data-cues]");
  // Whoever reads in the list is not to be moved about.
  if (!list.matches(":hover, :focus-within")) list.scrollTop = row.offsetTop - list.clientHeight / 3;
}

for (const player of document.querySelectorAll("[data-player]"))
  player.addEventListener("timeupdate", () => {
    if (!player.paused) markCue(player.closest("[data-video]"), player.currentTime);
  });

// A search hit within a video opens at its second: #t=75 plays from there.
function openAtTime() {
  const match = /^#t=(\d+)$/.exec(location.hash);
  const box = match && document.querySelector("[data-video]");
  if (!box) return;
  const seconds = Number(match[1]);
  box.querySelector("details")?.setAttribute("open", "");
  markCue(box, seconds);
  // The player stands above the transcript: both are to be seen.
  box.scrollIntoView();
  const player = box.querySelector("[data-player]");
  if (player) playFrom(player, seconds);
  const button = box.querySelector("[data-load-video]");
  if (button) {
    const row = box.querySelector(".hub-transcript__cue--here .hub-transcript__clock");
    button.dataset.start = seconds;
    button.textContent = row ? `Play here from ${row.textContent}` : "Play here";
  }
  const link = box.querySelector("[data-watch]");
  if (link) link.href = withStart(link.href, seconds, "t");
}
// After the browser has gone to the place itself.
if (document.readyState === "complete") openAtTime();
else addEventListener("load", openAtTime);
addEventListener("hashchange", openAtTime);

// Escape closes the menu of the header. Whoever was in it goes back to its button, not to the page's top.
// On the window, as the menu is closed by the document and what is hidden has lost the focus by then.
addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape") return;
    document.activeElement?.closest(".nhsuk-header__menu")?.querySelector("button").focus();
  },
  true,
);

// A link to a part that is folded away opens it.
function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  for (let box = target && target.closest("details"); box; box = box.parentElement?.closest("details"))
    box.open = true;
}
openTarget();
addEventListener("hashchange", openTarget);

// Browsers print folded parts as they are: open them, and fold them again afterwards.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("main details:not([open])")];
  for (const box of opened) box.open = true;
});
addEventListener("afterprint", () => {
  for (const box of opened) box.open = false;
});

// A second click on a button that sends a form does nothing while the first is under way.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.dataset.sent === undefined && !form.matches("[data-send-once]")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Back shows filters as they stand in the address, not as they were when the page was left.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.forms) if (form.method === "get") form.reset();
});

// What somebody kept of an example on this device (see drafts.js) goes when it was sent, when they sign
// out, and after seven days. Every page looks.
const KEPT_DAYS = 7;
const isOfDraft = (key) => key.startsWith("hub-draft-") || key.startsWith("hub-keep-");

function sweep(isToGo) {
  try {
    for (const key of Object.keys(localStorage).filter(isOfDraft))
      if (isToGo(key, localStorage.getItem(key))) localStorage.removeItem(key);
  } catch {
    // Nothing is kept where nothing may be stored.
  }
}

function isOld(value) {
  try {
    return !(Date.now() - JSON.parse(value).at < KEPT_DAYS * 24 * 3600 * 1000);
  } catch {
    return true;
  }
}

sweep((key, value) => isOld(value));
const sent = document.querySelector("[data-forget-draft]")?.dataset.forgetDraft;
if (sent) sweep((key) => key.endsWith(sent));
document.addEventListener("submit", (event) => {
  if (event.target.getAttribute("action")?.endsWith("/accounts/logout/")) sweep(() => true);
});
