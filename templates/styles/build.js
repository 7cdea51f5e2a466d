// Compiles a style sheet and leaves out what no page can show: rules whose classes are named nowhere.
//
// node build.js SOURCE.scss TARGET.css, with {"classes": […], "beginnings": […]} on standard input.
// A class that is put together (tag--{{ colour }}) is kept by its beginning.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PurgeCSS } from "purgecss";
import { compile } from "sass";

const MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));
// Elements, attributes and states come from editors' words and from the browser: always kept.
const NO_CLASS = /^(?!nhsuk-|hub-|share-)/;

const [source, target] = process.argv.slice(2);
const { classes, beginnings } = JSON.parse(readFileSync(process.stdin.fd, "utf8"));

const { css } = compile(source, { loadPaths: [MODULES], quietDeps: true, style: "compressed" });
const [kept] = await new PurgeCSS().purge({
  css: [{ raw: css }],
  content: [{ raw: classes.join(" "), extension: "txt" }],
  defaultExtractor: (names) => names.split(" "),
  safelist: [NO_CLASS, ...beginnings.map((beginning) => new RegExp(`^${beginning}`))],
});
writeFileSync(target, kept.css);
