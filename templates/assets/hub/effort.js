// Finds the number that a challenge asks for (Altcha's proof of work) and puts it into the form.
// Where the browser cannot calculate, the form stays hidden and the page's other way is there.
const form = document.querySelector("[data-effort]");
const field = form?.querySelector("[data-challenge]");

const AT_ONCE = 250; // The browser hashes elsewhere: asking one by one is mostly waiting.
const encoder = new TextEncoder();

async function hashed(algorithm, text) {
  const hash = new Uint8Array(await crypto.subtle.digest(algorithm, encoder.encode(text)));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function solve({ algorithm, challenge, max_number, salt, signature }) {
  for (let first = 0; first <= max_number; first += AT_ONCE) {
    const numbers = Array.from({ length: AT_ONCE }, (_, place) => first + place);
    const hashes = await Promise.all(numbers.map((number) => hashed(algorithm, salt + number)));
    const place = hashes.indexOf(challenge);
    if (place >= 0) {
      const number = numbers[place];
      return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
    }
  }
  throw new Error("no number fits");
}

if (field && globalThis.crypto?.subtle) {
  const says = form.querySelector("[data-effort-says]");
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
