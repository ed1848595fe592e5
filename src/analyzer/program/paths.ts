import { isLibraryMisspelt, libraryName } from "../../base/index.ts";
import type { SourceHost } from "../analysis.ts";

/** What an import's specifier means. */
export type Resolution =
  | { readonly kind: "library"; readonly path: string }
  | { readonly kind: "source" | "json"; readonly path: string; readonly text: string }
  /** A package other than ours, which is not read. */
  | { readonly kind: "foreign" }
  /** A package that is not there, under a name that is a slip for the library's. */
  | { readonly kind: "misspelt" }
  | { readonly kind: "missing" };

/** Where the block API begins, by the path below `src`. */
const libraryEntry = "nn/index.ts";

export function resolveFromLibrary(host: SourceHost, from: string, specifier: string): Resolution {
  const path = joinPath(from, specifier);
  return path in host.library ? { kind: "library", path } : { kind: "foreign" };
}

export function resolveFromAuthor(host: SourceHost, from: string, specifier: string): Resolution {
  if (specifier === libraryName) return { kind: "library", path: libraryEntry };
  if (!/^\.{0,2}\//.test(specifier))
    return {
      kind: isLibraryMisspelt(specifier) && !isInstalled(host, from, specifier) ? "misspelt" : "foreign",
    };
  const [file = specifier] = specifier.split("?");
  const path = file.startsWith("/") ? file : joinPath(from, file);
  for (const candidate of candidates(path)) {
    const text = host.read(candidate);
    if (text !== undefined)
      return { kind: candidate.endsWith(".json") ? "json" : "source", path: candidate, text };
  }
  // A file that is no source, a style sheet, is for other tools. What has no place on a disk has no files beside it.
  const isForeign = !isOnDisk(from) || host.read(path) !== undefined;
  return { kind: isForeign ? "foreign" : "missing" };
}

/** Whether a package is in one of the folders where Node looks for those that a file imports. */
function isInstalled(host: SourceHost, from: string, specifier: string): boolean {
  const folders = from.split("/").slice(0, -1);
  return folders.some(
    (_, index) =>
      host.read([...folders.slice(0, index + 1), "node_modules", specifier, "package.json"].join("/")) !==
      undefined,
  );
}

/** Whether it is the path of a file; a document that has none is named by its address. */
function isOnDisk(path: string): boolean {
  return /^([a-z]:)?\//i.test(path);
}

/** The files that TypeScript would look for, in its order. */
function candidates(path: string): readonly string[] {
  const typed = path.replace(/\.([cm]?)js(x?)$/, ".$1ts$2");
  if (/\.([cm]?[jt]sx?|json)$/.test(path)) return typed === path ? [path] : [typed, path];
  return [".ts", ".tsx", ".mts", ".js", ".json", "/index.ts", "/index.js"].map((end) => path + end);
}

export function joinPath(from: string, specifier: string): string {
  const parts = from.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
