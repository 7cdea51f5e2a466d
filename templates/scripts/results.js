// What the page of results adds when scripts run: filters that show their results at once, and the
// news that a result was opened, unless the visitor asks not to be followed.
import { withoutToken } from "./results/addresses.js";
import { tellWhatIsOpened } from "./results/opened.js";
import { showAtOnce } from "./results/filters.js";

const page = document.querySelector("[data-results]");
const form = page.querySelector("form");

// The history remembers the token, so that a reload is no new visitor; nothing else keeps it.
const token = form.elements.try;
if (history.state?.try) token.value = history.state.try;
history.replaceState({ try: token.value }, "", withoutToken(location.href));

showAtOnce(page, form);
tellWhatIsOpened(page, form);
