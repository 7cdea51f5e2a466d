// What somebody kept of an example on this device (see draft/device-copy.js) goes when it was sent, when
// they sign out, and after seven days. Every page looks.
import { deviceStorage, isOld, sweep } from "../draft/kept-copies.js";

const storage = deviceStorage();

sweep(storage, (key, value) => isOld(value, Date.now()));
const sent = document.querySelector("[data-forget-draft]")?.dataset.forgetDraft;
if (sent) sweep(storage, (key) => key.endsWith(sent));
document.addEventListener("submit", (event) => {
  if (event.target.getAttribute("action")?.endsWith("/accounts/logout/")) sweep(storage, () => true);
});
