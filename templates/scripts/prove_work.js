// Finds the number that a challenge asks for and puts it into the form.
// Where the browser cannot calculate, the form stays hidden and the page's other way is there.
import { solve } from "./proof_of_work/proof-of-work.js";

const form = document.querySelector("[data-proof-of-work]");
const field = form?.querySelector("[data-challenge]");

if (field && globalThis.crypto?.subtle) {
  const says = form.querySelector("[data-proof-of-work-says]");
  const button = form.querySelector("button");
  form.hidden = false;
  solve(JSON.parse(field.dataset.challenge)).then(
    (solution) => {
      field.value = solution;
      button.disabled = false;
      says.textContent = "Done. You can go on.";
    },
    () => {
      says.textContent = "Your browser could not do it. Please use the other way below.";
    },
  );
}
