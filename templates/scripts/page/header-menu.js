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
