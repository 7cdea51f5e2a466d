// What came of an attempt to save, in one word, and what the page says of it.

// After these nothing more is sent until the person has done something.
const HALTING = new Set(["gone", "locked", "two_versions"]);
// These pass by themselves, or once the person has signed in elsewhere.
const PASSING = new Set(["away", "signed_out"]);

export const isHalting = (outcome) => HALTING.has(outcome);
export const isPassing = (outcome) => PASSING.has(outcome);

/** The outcome that the server's answer (`status`, and the JSON it said) means. */
export function outcomeOf({ status, said }) {
  if (status >= 200 && status < 300 && said.version) return "saved";
  if (said.reason === "form_token") return "form_token";
  if (status === 401) return "signed_out";
  if (status === 404) return "gone";
  return ["invalid", "two_versions", "locked"].includes(said.reason) ? said.reason : "away";
}

/**
 * What the page says: `state` (spoken once each time it changes), `text`, and where there is more
 * `explain`, `link` ({address, text, isElsewhere}) and `offersKeeping` (a copy on the device).
 */
export const notices = {
  typing: () => ({ state: "typing", text: "Not saved yet." }),

  saved: (said, wasAway) => ({
    state: "saved",
    text: `Saved at ${said.saved_at}.`,
    explain: wasAway ? "The hub can be reached again." : "",
  }),

  away: ({ why = "The hub could not save just now." }) => ({
    state: "away",
    text: "Not saved yet.",
    explain: `${why} Your text is on this page, and is saved by itself as soon as it can be. Do not close this page before then.`,
    offersKeeping: true,
  }),

  signed_out: ({ signIn }) => ({
    state: "signed_out",
    text: "Not saved: you have been signed out.",
    explain: "Your text is on this page. Sign in again, come back to this page, and it is saved by itself.",
    link: { address: signIn, text: "Sign in (opens in a new tab)", isElsewhere: true },
    offersKeeping: true,
  }),

  invalid: ({ errors: [first] }) => ({
    state: `invalid ${first.name}`,
    text: "Not saved yet.",
    explain: first.text,
    link: { address: `#id_${first.name}`, text: "Go to it" },
  }),

  gone: () => ({
    state: "gone",
    text: "This example cannot be saved from here any more.",
    explain: "Somebody else has signed in on this device, or it is no longer yours. Copy what you want to keep.",
  }),

  locked: () => ({
    state: "locked",
    text: "Not saved: this example is with a moderator now.",
    explain: "It cannot be changed here. Copy what you want to keep.",
    link: { address: "/my-examples/", text: "Your examples" },
  }),

  two_versions: () => ({
    state: "two_versions",
    text: "Not saved: there are two versions of your text.",
    link: { address: "#conflicts-heading", text: "Compare them" },
  }),

  full: () => ({
    state: "full",
    text: "This device has no room to keep your text.",
    explain: "Do not close this page.",
  }),

  restored: (at) => ({
    state: "restored",
    text: "Not saved yet.",
    explain: `What you typed at ${at} was kept on this device and is in the form again.`,
  }),
};
