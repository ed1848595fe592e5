import { existsSync, readdirSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { isSourceName, namesLibrary } from "../../base/index.ts";
import { byteSize } from "../../words/index.ts";
import type { CliHost } from "../host.ts";
import { readText } from "../source-file.ts";
import { UsageError } from "../usage-error.ts";

/** A file to check. */
export interface FoundFile {
  /** As written, or relative to the current folder. */
  readonly name: string;
  /** Whether the command line names it; one of a folder or a pattern is only checked if it uses the library. */
  readonly isNamed: boolean;
}

/** The files that the arguments name: files, folders with all below them, and patterns. */
export function foundFiles(names: readonly string[], host: CliHost): readonly FoundFile[] {
  const found = new Map<string, FoundFile>();
  for (const name of names) {
    for (const file of filesOf(name, host)) {
      const path = resolve(host.folder, file.name);
      if (found.get(path)?.isNamed !== true) found.set(path, file);
    }
  }
  return [...found.values()];
}

/** The folders to watch for changes of what the arguments name. */
export function watchedFolders(names: readonly string[], { folder }: CliHost): readonly string[] {
  const folders = names.map((name) => {
    const path = resolve(folder, isPattern(name, folder) ? fixedPart(name) : name);
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? path : resolve(path, "..");
  });
  return [...new Set(folders)];
}

function filesOf(name: string, host: CliHost): readonly FoundFile[] {
  const path = resolve(host.folder, name);
  if (isPattern(name, host.folder)) return matching(name, host);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    return usingLibrary(sourcesIn(name, host), host);
  return [{ name, isNamed: true }];
}

/** A file whose own name has a star or a bracket is that file. */
function isPattern(name: string, folder: string): boolean {
  return /[*?[{]/.test(name) && !existsSync(resolve(folder, name));
}

/** The folders before the first one with a sign of a pattern. */
function fixedPart(pattern: string): string {
  const parts = pattern.split("/");
  const fixed = parts
    .slice(
      0,
      parts.findIndex((part) => /[*?[{]/.test(part)),
    )
    .join("/");
  return fixed === "" ? (pattern.startsWith("/") ? "/" : ".") : fixed;
}

function matching(pattern: string, host: CliHost): readonly FoundFile[] {
  const top = fixedPart(pattern);
  if (!existsSync(resolve(host.folder, top))) throw new UsageError(`There is no file ${top}.`);
  const isWanted = matcher(pattern);
  const found = sourcesIn(top, host).filter(({ name }) => isWanted(name.split(sep).join("/")));
  if (found.length === 0) throw new UsageError(`No file matches ${pattern}.`);
  return usingLibrary(found, host);
}

interface Source {
  readonly path: string;
  /** As it is shown. */
  readonly name: string;
}

function usingLibrary(sources: readonly Source[], host: CliHost): readonly FoundFile[] {
  return sources
    .filter((source) => isOfReadableSize(source, host) && namesLibrary(readText(source.path) ?? ""))
    .map(({ name }) => ({ name, isNamed: false }));
}

/** Larger source files are a bundler's output, and analysing one takes minutes. */
const mostBytes = 2 ** 20;

/** Whether a file that was found in a folder is read. If not, a note says so. */
function isOfReadableSize({ path, name }: Source, { complain }: CliHost): boolean {
  const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (bytes <= mostBytes) return true;
  complain(`${name} is left out, because it has ${byteSize(bytes)}. To check it, name the file itself.\n`);
  return false;
}

/** Files are named as the folder is: relative to the current one, or by their absolute paths. */
function sourcesIn(name: string, { folder }: CliHost): readonly Source[] {
  return pathsBelow(resolve(folder, name)).map((path) => ({
    path,
    name: resolve(name) === name ? path : relative(folder, path),
  }));
}

function pathsBelow(folder: string): readonly string[] {
  const entries = readEntries(folder).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return entry.name === "node_modules" || entry.name.startsWith(".") ? [] : pathsBelow(path);
    return isSourceName(entry.name) ? [path] : [];
  });
}

/** A folder that may not be read has no files for us. */
function readEntries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** `*` and `?` stay within a folder, `**` goes into all below, `{a,b}` is either and `[a-c]` one letter of a range. */
function matcher(pattern: string): (name: string) => boolean {
  let depth = 0;
  const whole = pattern.replace(/^\.\//, "").replace(/\*\*\/|\*\*|\[[^\]]*\]|[*?{},.+^$()|\\]/g, (sign) => {
    if (sign.startsWith("[")) return letters(sign);
    if (sign === "{") depth++;
    if (sign === "}") depth--;
    // A comma separates within braces only.
    return sign === "," && depth === 0 ? sign : (signs[sign] ?? `\\${sign}`);
  });
  try {
    const expression = new RegExp(`^${whole}$`);
    return (name) => expression.test(name);
  } catch {
    throw new UsageError(`${pattern} is not a pattern of files, such as src/**/*.ts.`);
  }
}

/** `[a-c]` or, for any letter but those, `[!a-c]`; a backslash is itself. */
function letters(written: string): string {
  return written.replace(/^\[[!^]/, "[^/").replaceAll("\\", "\\\\");
}

const signs: Readonly<Record<string, string>> = {
  "**/": "(?:.*/)?",
  "**": ".*",
  "*": "[^/]*",
  "?": "[^/]",
  "{": "(?:",
  "}": ")",
  ",": "|",
};
