// Pictures and files: each is sent as soon as it is chosen, and shown where it will be described.
import { sendFile } from "./server.js";

export class Uploads {
  #form;
  #box;
  #onAdded;

  /** `onAdded(name, fields)` after a file was added; fields are the pairs that came into the form with it. */
  constructor(form, onAdded) {
    this.#form = form;
    this.#box = form.querySelector("[data-upload]");
    this.#onAdded = onAdded;
    this.#part("upload-button").hidden = true;
    const chooser = this.#box.querySelector("input[type=file]");
    chooser.addEventListener("change", () => this.#addAll(chooser));
  }

  #part(name) {
    return this.#box.querySelector(`[data-${name}]`);
  }

  async #addAll(chooser) {
    this.#refuse("");
    const chosen = [...chooser.files];
    chooser.disabled = true; // or a button pressed meanwhile would send them a second time
    const refused = [];
    for (const file of chosen) {
      const why = await this.#add(file);
      if (why) refused.push(why);
    }
    chooser.value = "";
    chooser.disabled = false;
    this.#part("upload-progress").hidden = true;
    this.#refuse(refused.join(" "));
  }

  #refuse(why) {
    const error = this.#part("upload-error");
    error.textContent = why;
    error.hidden = !why;
    this.#box.classList.toggle("nhsuk-form-group--error", Boolean(why));
  }

  // Resolves to why the file was not added, or to nothing.
  async #add(file) {
    if (file.size > Number(this.#box.dataset.mostBytes))
      return `“${file.name}” was not added. It is too large. Make it smaller and try again.`;
    this.#part("upload-progress").hidden = false;
    this.#part("upload-name").textContent = `Adding ${file.name}`;
    const said = await this.#sendTwice(file);
    if (said.html) return this.#show(said);
    return said.reason ?? `“${file.name}” was not added, because the hub cannot be reached. Try again.`;
  }

  // A second time with a new form token, where the first was refused for it. Resolves to what the hub said.
  async #sendTwice(file) {
    const upload = crypto.randomUUID?.() ?? ""; // makes a second try harmless
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const said = await this.#send(file, upload);
      if (said?.reason !== "form_token") return said ?? {};
      this.#form.elements.csrfmiddlewaretoken.value = said.token;
    }
    return {};
  }

  #send(file, upload) {
    const csrfmiddlewaretoken = this.#form.elements.csrfmiddlewaretoken.value;
    return sendFile(this.#box.dataset.upload, { csrfmiddlewaretoken, upload }, file, (part) => {
      this.#part("upload-progress").querySelector("progress").value = part * 100;
    });
  }

  #show(said) {
    this.#form.querySelector("[data-files]").insertAdjacentHTML("beforeend", said.html);
    if (said.picture) this.#form.querySelector("[data-about-pictures]").hidden = false;
    this.#onAdded(said.name, fieldsIn(said.html));
    return "";
  }
}

function fieldsIn(html) {
  const box = document.createElement("div");
  box.innerHTML = html;
  return [...box.querySelectorAll("input[type=text]")].map((input) => [input.name, input.value]);
}
