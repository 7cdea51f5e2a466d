// Videos: ours play from a time in the transcript, others' players come only when they are asked for.
import { cueAt, momentFault, momentOf, secondIn, withStart } from "./video/times.js";

const HERE = "hub-transcript__cue--here";

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

// A time in a transcript plays the video from there.
function seek(cue, event) {
  const seconds = Number(cue.dataset.seek);
  const box = cue.closest("[data-video]");
  const player = box.querySelector("[data-player]");
  const button = box.querySelector("[data-load-video]");
  if (!player && !button) return;
  event.preventDefault();
  if (player) {
    if (cue.pathname === location.pathname) history.replaceState(history.state, "", `${location.pathname}#t=${seconds}`);
    playFrom(player, seconds);
    markCue(box, seconds);
  } else loadVideo(button, seconds);
  // On a phone the player is out of view from most lines of the transcript.
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
  box.querySelector(".hub-video__screen").scrollIntoView({ block: "nearest", behavior });
}

function playFrom(player, seconds) {
  for (const track of player.textTracks) if (track.kind === "captions") track.mode = "showing";
  const start = () => {
    if (seconds >= player.duration) return tellTooLate(player, seconds);
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

// A link to a moment that the video does not have: the form that makes such links says so.
function tellTooLate(player, seconds) {
  const share = player.closest("[data-video]").querySelector("[data-share]");
  if (!share) return;
  share.open = true;
  share.querySelector("input").value = momentOf(seconds);
  isMoment(share);
}

// The transcript shows what is said at that second; the list scrolls, the page stays.
function markCue(box, seconds) {
  const cues = [...box.querySelectorAll("[data-cues] [data-seek]")];
  const cue = cues[cueAt(cues.map((each) => Number(each.dataset.seek)), seconds)];
  const row = cue?.closest(".hub-transcript__cue");
  if (!row || row.classList.contains(HERE)) return;
  for (const old of box.querySelectorAll(`.${HERE}`)) old.classList.remove(HERE);
  row.classList.add(HERE);
  const list = row.closest("[data-cues]");
  // Whoever reads in the list is not to be moved about.
  if (!list.matches(":hover, :focus-within")) list.scrollTop = row.offsetTop - list.clientHeight / 3;
}

for (const player of document.querySelectorAll("[data-player]"))
  player.addEventListener("timeupdate", () => {
    const box = player.closest("[data-video]");
    if (!player.paused) markCue(box, player.currentTime);
    const moment = box.querySelector("[data-share] input");
    // Whoever is writing in it is not to be overtaken.
    if (moment && moment !== document.activeElement && !moment.ariaInvalid) moment.value = momentOf(player.currentTime);
  });

// The link to the moment that stands in the box, to paste elsewhere; it works without scripts there.
for (const share of document.querySelectorAll("[data-share]")) {
  const [moment, button, said] = ["input", "[data-copy]", "[data-copied]"].map((each) => share.querySelector(each));
  button.hidden = false;
  // The player knows how long the video is as soon as it has read its beginning.
  share.addEventListener("toggle", () => {
    const player = playerOf(share);
    if (player?.preload === "none") player.preload = "metadata";
  });
  share.querySelector("form").addEventListener("submit", (event) => {
    if (!isMoment(share)) event.preventDefault();
  });
  button.addEventListener("click", async () => {
    said.textContent = "";
    if (!isMoment(share)) return;
    const link = new URL(location.pathname, location.href);
    link.search = `t=${encodeURIComponent(moment.value.trim()).replaceAll("%3A", ":")}`;
    try {
      await navigator.clipboard.writeText(link.href);
      said.textContent = `Copied: ${link.href}`;
    } catch {
      said.textContent = link.href;
    }
  });
}

const playerOf = (share) => share.closest("[data-video]").querySelector("[data-player]");

// Whether the video has the moment that stands in the box; if not, it is said there and the box is gone to.
function isMoment(share) {
  const moment = share.querySelector("input");
  const length = playerOf(share)?.duration || Number(share.dataset.length);
  const fault = momentFault(moment.value, length, share.querySelector("[data-example]").textContent);
  share.querySelector("[data-fault]").hidden = !fault;
  share.querySelector("[data-fault-words]").textContent = fault;
  share.querySelector(".nhsuk-form-group").classList.toggle("nhsuk-form-group--error", Boolean(fault));
  moment.classList.toggle("nhsuk-input--error", Boolean(fault));
  moment.toggleAttribute("aria-invalid", Boolean(fault));
  if (fault) {
    moment.setAttribute("aria-invalid", "true");
    moment.focus();
  }
  return !fault;
}

// A search hit within a video opens at its second: #t=75 plays from there, as does a link with ?t=75.
function openAtTime(event) {
  const named = secondIn(location.hash);
  const box = document.querySelector("[data-video]");
  const seconds = named ?? (event?.type === "hashchange" ? undefined : box?.dataset.start);
  if (seconds === undefined || !box) return;
  playBox(box, Number(seconds));
}

function playBox(box, seconds) {
  box.querySelector(".hub-transcript")?.setAttribute("open", "");
  // The server marked a line without seeing whether it is in view.
  for (const row of box.querySelectorAll(`.${HERE}`)) row.classList.remove(HERE);
  markCue(box, seconds);
  // The player stands above the transcript: both are to be seen.
  box.scrollIntoView();
  const player = box.querySelector("[data-player]");
  if (player) playFrom(player, seconds);
  const button = box.querySelector("[data-load-video]");
  if (button) offerFrom(button, seconds);
  const link = box.querySelector("[data-watch]");
  if (link) link.href = withStart(link.href, seconds, "t");
}

function offerFrom(button, seconds) {
  button.dataset.start = seconds;
  button.textContent = `Play here from ${momentOf(seconds)}`;
}

// After the browser has gone to the place itself.
if (document.readyState === "complete") openAtTime();
else addEventListener("load", openAtTime);
addEventListener("hashchange", openAtTime);
