// What the hub adds when scripts run; every page serves without it.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-load-video]");
  if (button) loadVideo(button);
  const cue = event.target.closest("a[data-seek]");
  if (cue) seek(cue, event);
});

for (const button of document.querySelectorAll("[data-load-video]")) button.hidden = false;

// A provider's player is asked for only now, after the visitor said so.
function loadVideo(button, seconds = 0) {
  const box = button.closest("[data-video]");
  const frame = document.createElement("iframe");
  frame.src = seconds ? withStart(button.dataset.loadVideo, seconds) : button.dataset.loadVideo;
  frame.title = button.dataset.title;
  frame.allow = "autoplay; fullscreen; picture-in-picture";
  frame.allowFullscreen = true;
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.className = "hub-video__frame";
  box.querySelector("[data-video-screen]").replaceChildren(frame);
  frame.focus();
}

function withStart(address, seconds) {
  const url = new URL(address);
  if (url.hostname.endsWith("vimeo.com")) url.hash = `t=${seconds}s`;
  else url.searchParams.set("start", seconds);
  return url.href;
}

// A time in a transcript plays the video from there.
function seek(cue, event) {
  const seconds = Number(cue.dataset.seek);
  const player = document.querySelector("[data-player]");
  if (player) {
    event.preventDefault();
    history.replaceState(null, "", `#t=${seconds}`);
    playFrom(player, seconds);
    return;
  }
  const button = document.querySelector("[data-load-video]");
  if (button) {
    event.preventDefault();
    loadVideo(button, seconds);
  }
}

function playFrom(player, seconds) {
  const start = () => {
    player.currentTime = seconds;
    player.play().catch(() => {});
  };
  if (player.readyState > 0) start();
  else {
    player.addEventListener("loadedmetadata", start, { once: true });
    player.load();
  }
  markCue(seconds);
}

function markCue(seconds) {
  const cue = document.querySelector(`[data-seek="${seconds}"]`);
  if (!cue) return;
  cue.closest("details")?.setAttribute("open", "");
  for (const old of document.querySelectorAll(".hub-transcript__cue--here"))
    old.classList.remove("hub-transcript__cue--here");
  const row = cue.closest(".hub-transcript__cue");
  row?.classList.add("hub-transcript__cue--here");
  row?.scrollIntoView({ block: "nearest" });
}

// A search hit within a video opens at its second: #t=75.
function openAtTime() {
  const match = /^#t=(\d+)$/.exec(location.hash);
  if (!match) return;
  const seconds = Number(match[1]);
  const player = document.querySelector("[data-player]");
  if (player) {
    player.preload = "metadata";
    player.currentTime = seconds;
  }
  markCue(seconds);
}
openAtTime();
addEventListener("hashchange", openAtTime);

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
