import { type LibraryNames, meantName } from "../../problems/index.ts";
import type { SourceHost } from "../analysis.ts";
import type { Compile } from "../compile/context.ts";
import { runIntrinsics } from "../intrinsics/run.ts";
import type { Machine } from "../run/machine.ts";
import { type ParsedFile, type PreparedSyntax, parseFile, preparedFile } from "../syntax/index.ts";
import { unknownValue } from "../values/make.ts";
import type { NamespaceValue, Value } from "../values/value.ts";
import type { LibraryIndex } from "./library-index.ts";
import type { Resolution } from "./resolve.ts";
import type { SourceFile } from "./source-file.ts";

/** What authors import as "cnn-blocks". */
export const libraryEntry = "nn/index.ts";

/** The syntax of libraries, by their sources, where the build has prepared it. */
const prepared = new WeakMap<SourceHost["library"], PreparedSyntax>();

/** Says that the sources of a library need not be parsed. */
export function usePreparedSyntax(sources: SourceHost["library"], syntax: PreparedSyntax): void {
  prepared.set(sources, syntax);
}

/** A file of the library, without the parser where its syntax is prepared. */
export function parsedLibraryFile(sources: SourceHost["library"], path: string): ParsedFile {
  const [syntax, text] = [prepared.get(sources), sources[path] ?? ""];
  return (syntax && preparedFile(syntax, path, text)) ?? parseFile(path, text, true);
}

/** What every analysis needs of the library, whatever the author's file names. */
export const libraryCore: readonly string[] = ["nn/tensor.ts", "nn/module.ts"];

/** The library and what it ran on. All programs that use it share it, because it takes longer to run than most files. */
export interface Library {
  readonly sources: SourceHost["library"];
  readonly index: LibraryIndex;
  readonly m: Machine;
  readonly compile: Compile;
  /** The files that were needed so far. */
  readonly files: Map<string, SourceFile>;
  readonly resolutions: Map<string, Resolution>;
  readonly namespaces: Map<string, NamespaceValue>;
  /** Whether files of it are running now. Otherwise what it exports no longer changes. */
  isLoading: boolean;
  /** Read when first asked for. */
  names: LibraryNames | null;
  /** Where the names that lead into the library are declared. Read when first asked for. */
  declaring: ReadonlyMap<string, readonly string[]> | null;
}

/**
 * Thrown where an analysis meets files of the library that have not run. The library runs outside of every analysis, so the
 * analysis ends, the files run, and it begins anew.
 */
export class LibraryLacks extends Error {
  readonly paths: readonly string[];

  constructor(paths: readonly string[]) {
    super(`${paths.join(", ")} of the library has not run.`);
    this.paths = paths;
  }
}

const words = /[A-Za-z_$][\w$]*/g;

/**
 * Ends the analysis where a text contains a name that the library declares in a file that has not run. Of a text that was
 * another one before, only what has changed is read.
 */
export function needWordsOf(library: Library, text: string, before = ""): void {
  const lacking = new Set<string>();
  for (const word of new Set(withoutComments(changedLines(before, text)).match(words)))
    for (const path of declaringFiles(library).get(word) ?? [])
      if (hasYetToRun(library, path)) lacking.add(path);
  if (lacking.size > 0) throw new LibraryLacks([...lacking]);
}

/** The lines of a text that differ from another one; all of it where a comment may have begun or ended. */
function changedLines(before: string, text: string): string {
  const shorter = Math.min(before.length, text.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === text.charCodeAt(start)) start += 1;
  let [end, old] = [text.length, before.length];
  while (end > start && old > start && before.charCodeAt(old - 1) === text.charCodeAt(end - 1)) {
    end -= 1;
    old -= 1;
  }
  const first = Math.max(start - 1, 0);
  if (commentMark.test(before.slice(first, old + 1)) || commentMark.test(text.slice(first, end + 1)))
    return text;
  const lineEnd = text.indexOf("\n", end);
  return text.slice(text.lastIndexOf("\n", first) + 1, lineEnd < 0 ? text.length : lineEnd);
}

const commentMark = /\/[/*]|\*\//;

/** Leaves out comments, whose words are no names. A name that this misses, behind `//` in a template, is read when it is asked for. */
function withoutComments(text: string): string {
  return text.replace(textOrComment, (found) => (found.startsWith("/") ? " " : found));
}

const textOrComment = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/.*|\/\*[\s\S]*?\*\//g;

/** Ends the analysis where it asks for a name that no text contains, as in `nn[kind]`: the next one may be any, so all files are needed. */
function needEverything(library: Library): never {
  const paths = [...declaringFiles(library).values()].flat();
  throw new LibraryLacks([...new Set(paths)].filter((path) => hasYetToRun(library, path)));
}

/** What a file of the library exports under a name: a value of the file that declares it. */
export function ofLibrary(library: Library, path: string, name: string): Value | undefined {
  const at = library.index.declared(path, name);
  if (at === undefined) return undefined;
  if (at.name === null) return libraryNamespace(library, at.path, name);
  if (isForRunning(at.path))
    return runIntrinsics[at.name] ?? unknownValue(`${at.name} is known only when a model runs`);
  if (!(at.path in library.sources)) return undefined;
  const file = library.files.get(at.path);
  if (!file?.scope) return needEverything(library);
  const own = file.code.exports.get(at.name);
  return own?.kind === "local" ? own.read(file.scope) : undefined;
}

/** One namespace for each file, whatever name leads to it. */
export function libraryNamespace(library: Library, path: string, name: string): NamespaceValue {
  const namespace = library.namespaces.get(path) ?? newNamespace(library, path, name);
  library.namespaces.set(path, namespace);
  const meant: NamespaceValue["meant"] = (sought, use) => meantName(libraryNames(library), name, sought, use);
  return { ...namespace, name, meant };
}

export function libraryNames(library: Library): LibraryNames {
  library.names ??= library.index.namesBelow(libraryEntry);
  return library.names;
}

function newNamespace(library: Library, path: string, name: string): NamespaceValue {
  const known = new Map<string, Value>();
  return {
    kind: "namespace",
    name,
    isLibrary: true,
    member(member) {
      const value = known.get(member) ?? ofLibrary(library, path, member);
      if (value !== undefined && !library.isLoading) known.set(member, value);
      return value;
    },
    names: () => library.index.namesOf(path).toSorted(),
  };
}

function declaringFiles(library: Library): ReadonlyMap<string, readonly string[]> {
  library.declaring ??= library.index.filesBelow(libraryEntry);
  return library.declaring;
}

function hasYetToRun(library: Library, path: string): boolean {
  return path in library.sources && !isForRunning(path) && !library.files.get(path)?.scope;
}

/** Library files that only matter at run time. The analyzer skips the folder; some of its functions have stand-ins. */
export function isForRunning(path: string): boolean {
  return path.startsWith("nn/running/");
}
