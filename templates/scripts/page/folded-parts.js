// Parts that are folded away: a link to one opens it, and paper shows them all.
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
