// Altcha's proof of work: the number that a challenge asks for, found by trying.
const AT_ONCE = 250; // The browser hashes elsewhere: asking one by one is mostly waiting.
const encoder = new TextEncoder();

async function hashed(algorithm, text) {
  const hash = new Uint8Array(await crypto.subtle.digest(algorithm, encoder.encode(text)));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What the server expects back for its challenge (base64 of JSON); rejects when no number fits. */
export async function solve({ algorithm, challenge, max_number, salt, signature }) {
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
