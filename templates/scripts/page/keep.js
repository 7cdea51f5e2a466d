// “Keep on my list” at the foot of a page; the list itself is at the link beside it. See my_list/kept.js.
import { MOST, read, withPages, without, write } from "../my_list/kept.js";

const box = document.querySelector("[data-keep-page]");

if (box) {
  const id = Number(box.dataset.keepPage);
  const button = box.querySelector("button");
  const status = box.querySelector("[role=status]");
  let takesOff; // what the button says; another window may change the list meanwhile
  const show = () => {
    takesOff = read(localStorage).some((line) => line.id === id);
    button.textContent = takesOff ? "Take off my list" : "Keep on my list";
  };

  button.addEventListener("click", (event) => {
    // The second click of a double click is not meant for what the button says by then.
    if (event.detail > 1) return;
    const list = read(localStorage);
    if (takesOff) {
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
