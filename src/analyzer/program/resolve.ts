import { isLibraryMisspelt, libraryName } from "../../base/index.ts";
import type { SourceHost } from "../analysis.ts";
import { aliased } from "./aliases.ts";
import { foldersAbove, joinPath } from "./paths.ts";

/** What an import's specifier means. */
export type Resolution = Meaning & {
  /** Files of settings that decide it. */
  readonly settings?: readonly string[];
};

type Meaning =
  | { readonly kind: "library"; readonly path: string }
  | FoundFile
  /** A package other than ours, which is not read. */
  | { readonly kind: "foreign" }
  /** A package that is not there, under a name that is a slip for the library's. */
  | { readonly kind: "misspelt" }
  | { readonly kind: "missing" };

interface FoundFile {
  readonly kind: "source" | "json";
  readonly path: string;
  readonly text: string;
}

/** Where the block API begins, by the path below `src`. */
const libraryEntry = "nn/index.ts";

export function resolveFromLibrary(host: SourceHost, from: string, specifier: string): Resolution {
  const path = joinPath(from, specifier);
  return path in host.library ? { kind: "library", path } : { kind: "foreign" };
}

export function resolveFromAuthor(host: SourceHost, from: string, specifier: string): Resolution {
  if (specifier === libraryName) return { kind: "library", path: libraryEntry };
  const [file = specifier] = specifier.split("?");
  if (file === libraryName) return { kind: "misspelt" };
  if (!/^\.{0,2}\//.test(file)) return resolveName(host, from, file);
  const path = file.startsWith("/") ? file : joinPath(from, file);
  const found = findFile(host, path);
  if (found !== undefined) return found;
  // A file that is no source, a style sheet, is for other tools. What has no place on a disk has no files beside it.
  const isForeign = !isOnDisk(from) || host.read(path) !== undefined;
  return { kind: isForeign ? "foreign" : "missing" };
}

/** A package, or a file to which the project has given a name. */
function resolveName(host: SourceHost, from: string, name: string): Resolution {
  const { paths, settings } = aliased(host, from, name);
  for (const path of paths) {
    const found = findFile(host, path);
    if (found !== undefined) return { ...found, settings };
  }
  const isSlip = isLibraryMisspelt(name) && !isInstalled(host, from, name);
  return { kind: isSlip ? "misspelt" : "foreign", settings };
}

function findFile(host: SourceHost, path: string): FoundFile | undefined {
  for (const candidate of candidates(path)) {
    const text = host.read(candidate);
    if (text !== undefined)
      return { kind: candidate.endsWith(".json") ? "json" : "source", path: candidate, text };
  }
  return undefined;
}

/** Whether a package is in one of the folders where Node looks for those that a file imports. */
function isInstalled(host: SourceHost, from: string, specifier: string): boolean {
  return foldersAbove(from).some(
    (folder) => host.read(`${folder}/node_modules/${specifier}/package.json`) !== undefined,
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
