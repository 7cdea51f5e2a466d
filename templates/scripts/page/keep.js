// “Keep on my list” at the foot of a page; the list itself is at the link beside it. See my_list/kept.js.
import { MOST, read, withPages, without, write } from "../my_list/kept.js";

const box = document.querySelector("[data-keep-page]");

if (box) {
  const id = Number(box.dataset.keepPage);
  const button = box.querySelector("button");
  const status = box.querySelector("[role=status]");
  const isKept = () => read(localStorage).some((line) => line.id === id);
  const show = () => (button.textContent = isKept() ? "Take off my list" : "Keep on my list");

  button.addEventListener("click", () => {
    const list = read(localStorage);
    if (isKept()) {
      write(localStorage, without(list, id));
      status.textContent = "It is no longer on your list.";
    } else if (list.length >= MOST) status.textContent = `Your list is full: it takes ${MOST} pages.`;
    else if (write(localStorage, withPages(list, [{ id, note: "" }]))) status.textContent = "It is on your list.";
    else status.textContent = "This browser does not let us keep a list.";
    show();
  });
  addEventListener("pageshow", show);
  show();
  box.hidden = false;
}
