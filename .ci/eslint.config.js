// Lint of the scripts that browsers run, and of those that check them. `make check` runs it.
import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["node_modules/", ".*/"] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      // As in the Python: no module over 350 lines, no function over 50, at most 10 ways through, 6 parameters.
      complexity: ["error", 10],
      "max-lines": ["error", 350],
      "max-lines-per-function": ["error", 50],
      "max-params": ["error", 6],
      "max-len": ["error", { code: 120, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true }],
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-shadow": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
    },
  },
  { files: ["templates/scripts/**", "templates/assets/**"], languageOptions: { globals: globals.browser } },
  {
    files: ["templates/styles/**", "tests/scripts/**"],
    languageOptions: { globals: globals.node },
  },
];
