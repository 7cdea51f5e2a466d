// The search box of the header, folded on a phone: who opens it wants to type, Escape leads back to its button.
const box = document.querySelector("[data-header-search]");

box?.addEventListener("toggle", () => {
  if (box.open) box.querySelector("input").focus();
});

box?.addEventListener("keydown", (event) => {
  // The first Escape closes suggestions, where there are any.
  if (event.key !== "Escape" || event.defaultPrevented || !box.open) return;
  box.open = false;
  box.querySelector("summary").focus();
});
