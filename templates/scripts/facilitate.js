// Timers for whoever leads an activity; one runs at a time, and the screen stays awake meanwhile.
import { Countdown, announcement, clock } from "./facilitate/countdown.js";

const page = document.querySelector("[data-activity]");
const status = page.querySelector("[data-activity-status]");
const timers = [...page.querySelectorAll("[data-minutes]")].map((step) => new Timer(step));
let awake = null;

function Timer(step) {
  const countdown = new Countdown(Number(step.dataset.minutes));
  const title = step.querySelector("h2").textContent;
  const face = step.querySelector("[data-clock]");
  const button = step.querySelector("[data-run]");
  let before = countdown.left(Date.now());

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
  this.stop = () => {
    countdown.stop(Date.now());
    show();
  };
  this.tick = () => countdown.isRunning && show();
  this.isRunning = () => countdown.isRunning;

  button.addEventListener("click", () => {
    const starts = !countdown.isRunning;
    for (const each of timers) if (each.isRunning()) each.stop();
    if (starts) countdown.start(Date.now());
    show();
    stayAwake();
  });
  step.querySelector("[data-more]").addEventListener("click", () => {
    countdown.addMinute(Date.now());
    before = countdown.left(Date.now());
    show();
  });
  step.querySelector(".hub-lead__timer").hidden = false;
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
setInterval(() => {
  for (const each of timers) each.tick();
}, 250);
