// Lint of the styles. `make check` runs it.
const PART = "[a-z0-9]+(-[a-z0-9]+)*";

export default {
  extends: ["stylelint-config-standard-scss"],
  rules: {
    // Block, element and modifier, in a name of ours or of the design system.
    "selector-class-pattern": [
      `^(hub|share|nhsuk)-${PART}(__${PART})?(--${PART})?$`,
      { message: "Name it hub-block__element--modifier" },
    ],
    // What a mixin brings and what is added to it belong together.
    "declaration-empty-line-before": null,
  },
  overrides: [
    // The admin has Wagtail's names beside ours.
    { files: ["**/admin.css"], rules: { "selector-class-pattern": null } },
    // A version's own site knows neither the hub's names nor the design system's.
    { files: ["**/version.css"], rules: { "selector-class-pattern": null } },
  ],
};
