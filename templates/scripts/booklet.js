// Says how far a file is, until it is there. Without this the page has a link to look again.
const EVERY = 1500; // milliseconds
const page = document.querySelector("[data-booklet]");

async function look() {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    const now = new DOMParser().parseFromString(await answer.text(), "text/html");
    const progress = answer.ok && now.querySelector("[data-booklet] [data-progress]");
    if (answer.ok && !progress) {
      location.reload();
      return;
    }
    const shown = page.querySelector("[data-progress]");
    if (progress && shown.textContent !== progress.textContent) shown.textContent = progress.textContent;
  } catch {
    // The network is away for a moment.
  }
  setTimeout(look, EVERY);
}

if (page) setTimeout(look, EVERY);
