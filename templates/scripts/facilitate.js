// Timers for whoever leads an activity; one runs at a time, and the screen stays awake meanwhile.
import { Countdown, announcement, clock, keep, readKept } from "./facilitate/countdown.js";

const page = document.querySelector("[data-activity]");
const status = page.querySelector("[data-activity-status]");
const timers = [...page.querySelectorAll("[data-minutes]")].map((step, place) => new Timer(step, place));
let awake = null;

function Timer(step, place) {
  // A page that is loaded again goes on; a step with other minutes, or at another place, is another one.
  const name = ["hub-timer", location.pathname, place, step.dataset.minutes].join(" ");
  const countdown = new Countdown(Number(step.dataset.minutes), readKept(sessionStorage, name));
  const title = step.querySelector("h2").textContent;
  const face = step.querySelector("[data-clock]");
  const button = step.querySelector("[data-run]");
  // What ended while the page was away is told when it is back.
  let before = countdown.left(Date.now());
  if (countdown.isRunning) before = Math.max(before, 1);

  const show = () => {
    const left = countdown.left(Date.now());
    face.textContent = clock(left);
    step.classList.toggle("hub-lead__step--running", countdown.isRunning);
    step.classList.toggle("hub-lead__step--over", left <= 0);
    button.firstChild.data = countdown.isRunning ? "Stop" : "Start";
    const words = announcement(before, left, title);
    before = left;
    if (words) tell(words);
  };
  const changed = () => {
    keep(sessionStorage, name, countdown.state);
    show();
  };
  this.stop = () => {
    countdown.stop(Date.now());
    changed();
  };
  this.tick = () => countdown.isRunning && show();
  this.isRunning = () => countdown.isRunning;

  button.addEventListener("click", (event) => {
    // The second click of a double click is not meant to stop what the first began.
    if (event.detail > 1) return;
    const starts = !countdown.isRunning;
    for (const each of timers) if (each.isRunning()) each.stop();
    if (starts) countdown.start(Date.now());
    changed();
    stayAwake();
  });
  step.querySelector("[data-more]").addEventListener("click", () => {
    countdown.addMinute(Date.now());
    before = countdown.left(Date.now());
    changed();
  });
  step.querySelector(".hub-lead__timer").hidden = false;
  show();
}

function tell(words) {
  status.textContent = words;
  navigator.vibrate?.(400);
}

// Browsers let go of the screen when the page is out of sight, and may refuse when a battery is low.
async function stayAwake() {
  const runs = timers.some((each) => each.isRunning());
  if (!runs) {
    awake?.release();
    awake = null;
  } else if (document.visibilityState === "visible" && (!awake || awake.released)) {
    awake = await navigator.wakeLock?.request("screen").catch(() => null);
  }
}

document.addEventListener("visibilitychange", stayAwake);
stayAwake();
setInterval(() => {
  for (const each of timers) each.tick();
}, 250);
