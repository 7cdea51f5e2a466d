// Sends the form to the hub, as it is at that moment.
import { textFields } from "./fields.js";
import { outcomeOf } from "./outcomes.js";

const PATIENCE = 20000; // ms for an answer of the server
const BEACON = 60000; // bytes: browsers send no more than 64 KB for a page that closes

/** Posts the form; resolves to {outcome, said}, never rejects. A new form token is put into the form. */
export async function send(form, isLeaving) {
  form.elements.saves.value = Number(form.elements.saves.value) + 1;
  const body = new URLSearchParams(textFields(new FormData(form)));
  let status, said;
  try {
    const answer = await fetch(form.dataset.autosave, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      keepalive: isLeaving && body.toString().length < BEACON,
      signal: AbortSignal.timeout?.(PATIENCE), // phones of before 2022 wait as long as it takes
    });
    status = answer.status;
    said = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
  } catch {
    return { outcome: "away", said: { why: "You are offline, or the hub cannot be reached." } };
  }
  const outcome = outcomeOf({ status, said });
  if (outcome === "form_token") form.elements.csrfmiddlewaretoken.value = said.token;
  return { outcome, said: { ...said, signIn: form.dataset.signIn } };
}

/** Sends one file; resolves to what the hub said (an object), or to null where it cannot be reached. */
export function sendFile(address, fields, file, onProgress) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append("files", file);
  return new Promise((resolve) => {
    // fetch cannot tell how far it is.
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      onProgress(event.lengthComputable ? event.loaded / event.total : 0);
    });
    request.addEventListener("load", () => resolve(request.response));
    request.addEventListener("error", () => resolve(null));
    request.send(body);
  });
}
