// Notes that a result of a search was opened: once a search, and never for whoever asks not to be followed.

/** Listens on the page of results; what is told is the search and the visit's token. */
export function tellWhatIsOpened(page, form) {
  if (navigator.globalPrivacyControl || navigator.doNotTrack === "1") return;
  const told = new Set();
  const tell = (event) => {
    const list = event.target.closest("[data-clicks]");
    if (!list || !event.target.closest("a[href]") || told.has(list.dataset.query)) return;
    told.add(list.dataset.query);
    const said = new URLSearchParams({ try: form.elements.try.value, q: list.dataset.query });
    navigator.sendBeacon(list.dataset.clicks, said);
  };
  page.addEventListener("click", tell);
  page.addEventListener("auxclick", (event) => event.button === 1 && tell(event));
}
