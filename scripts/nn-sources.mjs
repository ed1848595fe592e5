// The library's sources, which the analyzer reads like an author's file. Plain JavaScript, because a loader hook uses
// them too, and hooks load before TypeScript can.
import { readdirSync, readFileSync } from "node:fs";

const snippets = new URL("../media/snippets/", import.meta.url);
const src = new URL("../src/", import.meta.url);

/** From the path below `src`, such as `nn/index.ts`, to the file's text. */
export function readNnSources() {
  const names = readdirSync(new URL("nn/", src), { recursive: true, encoding: "utf8" });
  const paths = names
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `nn/${name.replaceAll("\\", "/")}`);
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(new URL(path, src), "utf8")]));
}

/** From the name of a file in `media/snippets` to its text. */
export function readSnippetSources() {
  const names = readdirSync(snippets).filter((name) => name.endsWith(".ts"));
  return Object.fromEntries(
    names.sort().map((name) => [name, readFileSync(new URL(name, snippets), "utf8")]),
  );
}
