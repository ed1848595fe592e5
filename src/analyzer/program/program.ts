import { meantName } from "../../problems/index.ts";
import type { SourceHost } from "../analysis.ts";
import { newCompile } from "../compile/compile.ts";
import type { Context } from "../compile/context.ts";
import { compileFile, type FileCode, hoistFunctions, runFile } from "../compile/file.ts";
import { argumentIntrinsics } from "../intrinsics/arguments.ts";
import { globals, hostImport } from "../intrinsics/globals.ts";
import { inPlaceIntrinsics } from "../intrinsics/in-place.ts";
import { intrinsics } from "../intrinsics/intrinsics.ts";
import { tensorIntrinsics } from "../intrinsics/tensors.ts";
import { allowFor } from "../run/budget.ts";
import { newMachine, report, reset } from "../run/machine.ts";
import { tensorMethod } from "../run/members/missing.ts";
import { throwError } from "../run/throw-error.ts";
import { namesUsedAsValues, type ParsedFile, parseFile, placeOf, takesValueOf } from "../syntax/index.ts";
import { youth } from "../values/journal.ts";
import { undefinedValue, unknownValue } from "../values/make.ts";
import type { NamespaceValue, Value } from "../values/value.ts";
import { unreadThing } from "./host-things.ts";
import { faultOf, isNeeded, reportSyntaxError } from "./import-faults.ts";
import { jsonMember } from "./json-file.ts";
import {
  isForRunning,
  type Library,
  libraryCore,
  libraryNames,
  libraryNamespace,
  needWordsOf,
  ofLibrary,
  parsedLibraryFile,
} from "./library.ts";
import { libraryIndex } from "./library-index.ts";
import type { Program } from "./program-state.ts";
import { type Resolution, resolveFromAuthor, resolveFromLibrary } from "./resolve.ts";
import type { SourceFile } from "./source-file.ts";

export type { Program } from "./program-state.ts";

/** Replacements for library functions whose source is not read, by file. */
const intrinsicsOf: ReadonlyMap<string, Readonly<Record<string, Value>>> = new Map([
  ["nn/tensor.ts", { ...tensorIntrinsics, ...inPlaceIntrinsics }],
  ["nn/arguments.ts", argumentIntrinsics],
]);

export function newProgram(host: SourceHost, library: Library): Program {
  return {
    host,
    library,
    m: library.m,
    files: new Map(),
    ran: new Set(),
    resolutions: new Map(),
    unread: new Map(),
  };
}

/** How many files that no longer take part are kept, parsed and compiled, for when an author comes back to one. */
const mostIdleFiles = 8;

/**
 * Ends an analysis: what its files held is let go, and of files that have not been read for long all else, too. Authors'
 * files run again in the next one; the library has already run.
 */
export function forgetRuns(program: Program): void {
  const idle = [...program.files].filter(([, file]) => !program.ran.has(file));
  for (const [path] of idle.slice(0, -mostIdleFiles)) program.files.delete(path);
  for (const file of program.ran) file.scope = null;
  program.ran.clear();
  program.resolutions.clear();
  program.unread.clear();
}

/** The library with what every analysis needs of it. */
export function loadLibrary(sources: SourceHost["library"]): Library {
  const library: Library = {
    sources,
    index: libraryIndex(sources),
    m: newMachine(intrinsics),
    compile: newCompile(globals),
    files: new Map(),
    resolutions: new Map(),
    namespaces: new Map(),
    isLoading: false,
    names: null,
    declaring: null,
  };
  loadMore(
    library,
    libraryCore.filter((path) => path in sources),
  );
  return library;
}

/** Runs more of the library, between two analyses, so that what it holds is older than the next one. */
export function loadMore(library: Library, paths: readonly string[]): void {
  const program = newProgram({ library: library.sources, read: () => undefined }, library);
  reset(library.m, "", () => false);
  library.isLoading = true;
  try {
    for (const path of paths) run(program, libraryFile(program, path));
  } finally {
    library.isLoading = false;
  }
}

/** The author's file, compiled again only if its text has changed. */
export function authorFile(program: Program, path: string, text: string): SourceFile {
  const known = program.files.get(path);
  const isCurrent = known?.parsed.text === text;
  if (!isCurrent) needWordsOf(program.library, text, known?.parsed.text);
  const file = isCurrent ? known : newFile(program, parseFile(path, text), false);
  // Keep the map in order of use: the file read last comes last.
  program.files.delete(path);
  program.files.set(path, file);
  return file;
}

function libraryFile(program: Program, path: string): SourceFile {
  const { files, sources } = program.library;
  const known = files.get(path);
  if (known !== undefined) return known;
  const file = newFile(program, parsedLibraryFile(sources, path), true);
  files.set(path, file);
  return file;
}

function newFile(program: Program, parsed: ParsedFile, isLibrary: boolean): SourceFile {
  const intrinsics = isLibrary ? intrinsicsOf.get(parsed.path) : undefined;
  const base: Omit<Context, "names" | "imports"> = {
    m: program.m,
    file: parsed,
    isLibrary,
    compile: program.library.compile,
    intrinsics,
    importLater: (specifier) => importLater(program, file, specifier),
    meant: (namespace, name, use) => meantName(libraryNames(program.library), namespace, name, use),
  };
  const imported = (specifier: string, name: string | null) =>
    readImport(program, () => file, specifier, name);
  const file: SourceFile = {
    parsed,
    isLibrary,
    code: compileFile(base, imported),
    scope: null,
    thrown: null,
    namespace: null,
  };
  return file;
}

/** Reads an import each time, because it may still change; what the library exports does not. */
function readImport(
  program: Program,
  from: () => SourceFile,
  specifier: string,
  name: string | null,
): () => Value {
  let lasting: Value | undefined;
  return () => {
    if (lasting !== undefined) return lasting;
    const found = importFrom(program, from(), specifier, name);
    if (found === undefined) return unreadValue(program, from(), specifier, name);
    const isLibrary = resolve(program, from(), specifier).kind === "library";
    if (isLibrary && !program.library.isLoading) lasting = found;
    return found;
  };
}

/** What comes from a package, which is not read, or from a file that is not there. */
function unreadValue(program: Program, from: SourceFile, specifier: string, name: string | null): Value {
  const followed = hostImport(specifier, name);
  if (followed !== undefined) return followed;
  const what = name === null || name === "default" ? specifier : name;
  const { kind } = resolve(program, from, specifier);
  if (kind !== "foreign" && kind !== "misspelt") return unknownValue(`${what} is not known`);
  const node = from.code.imports.find((one) => one.specifier === specifier)?.node;
  const place = node && placeOf(from.parsed, node);
  if (kind === "foreign" && place !== undefined && !program.unread.has(specifier))
    program.unread.set(specifier, place);
  return unreadThing(specifier, name, place ?? null);
}

/** Runs a file, and before it the files that it imports. Where `import()` asks for it, what it throws may be caught. */
export function run(program: Program, file: SourceFile, mayBeCaught = false): void {
  if (file.scope !== null) return;
  file.scope = { slots: new Array(file.code.names.slots.size), parent: null, ...youth(program.m.journal) };
  hoistFunctions(file.code, file.scope);
  if (!file.isLibrary) program.ran.add(file);
  if (!file.isLibrary && file.parsed.isBroken) program.m.isBroken = true;
  // An import of which only types are used is left out where the file runs, so it does not come before this file.
  const { imports } = file.code;
  const needed = imports.filter(({ locals }) => file.isLibrary || isNeeded(file, locals));
  for (const each of needed) runImport(program, file, each);
  if (!file.isLibrary) {
    allowFor(program.m, file.parsed.text.length);
    reportSyntaxError(program.m, file);
    checkImports(program, file);
  }
  file.thrown = runFile(program.m, file.code, file.scope, mayBeCaught);
  for (const each of imports) if (!needed.includes(each)) runImport(program, file, each);
}

function runImport(
  program: Program,
  file: SourceFile,
  { specifier, node, names }: FileCode["imports"][number],
): void {
  const resolution = resolve(program, file, specifier);
  // What an author's file imports of the library has run.
  if (resolution.kind === "library") {
    if (file.isLibrary) runDeclaring(program, resolution.path, names);
    return;
  }
  const target = fileOf(program, resolution);
  if (target === undefined) return;
  program.m.imports.push(placeOf(file.parsed, node));
  run(program, target);
  program.m.imports.pop();
}

/** What makes what `import(specifier)` gives, or throws what the host throws; undefined where that is not read. */
function importLater(program: Program, from: SourceFile, specifier: string): (() => Value) | undefined {
  const resolution = resolve(program, from, specifier);
  if (faultOf(resolution, specifier) !== undefined)
    return () => throwError(program.m, "Error", `Cannot load '${specifier}'`);
  const target = fileOf(program, resolution);
  if (target === undefined && resolution.kind !== "library" && resolution.kind !== "json") return undefined;
  return () => {
    if (target !== undefined && !target.isLibrary) run(program, target, true);
    if (target !== undefined && target.thrown !== null) throw target.thrown;
    return importFrom(program, from, specifier, null) ?? undefinedValue;
  };
}

/** Runs the files of the library that declare what another one of them imports. What it only passes on is not needed yet. */
function runDeclaring(program: Program, path: string, names: readonly ImportedName[]): void {
  const { index, sources } = program.library;
  for (const { text, local } of names) {
    const at = local === null ? undefined : index.declared(path, text);
    if (at !== undefined && at.path in sources && !isForRunning(at.path))
      run(program, libraryFile(program, at.path));
  }
}

function resolve(program: Program, from: SourceFile, specifier: string): Resolution {
  const { path } = from.parsed;
  const key = `${path}\n${specifier}`;
  const { resolutions } = from.isLibrary ? program.library : program;
  const known = resolutions.get(key);
  if (known !== undefined) return known;
  const resolution = (from.isLibrary ? resolveFromLibrary : resolveFromAuthor)(program.host, path, specifier);
  resolutions.set(key, resolution);
  return resolution;
}

function fileOf(program: Program, resolution: Resolution): SourceFile | undefined {
  if (resolution.kind === "library")
    return isForRunning(resolution.path) ? undefined : libraryFile(program, resolution.path);
  return resolution.kind === "source" ? authorFile(program, resolution.path, resolution.text) : undefined;
}

function importFrom(
  program: Program,
  from: SourceFile,
  specifier: string,
  name: string | null,
): Value | undefined {
  const resolution = resolve(program, from, specifier);
  if (resolution.kind === "library")
    return name === null
      ? libraryNamespace(program.library, resolution.path, specifier)
      : ofLibrary(program.library, resolution.path, name);
  if (resolution.kind === "json") return jsonMember(program.m, resolution.text, name);
  const target = fileOf(program, resolution);
  if (target === undefined) return undefined;
  return name === null ? namespaceOf(program, target, specifier) : exported(program, target, name);
}

/** What a file exports under a name; undefined where it exports no such thing. */
export function exported(
  program: Program,
  file: SourceFile,
  name: string,
  seen = new Set<SourceFile>(),
): Value | undefined {
  if (seen.has(file)) return undefined;
  seen.add(file);
  if (file.isLibrary) return ofLibrary(program.library, file.parsed.path, name);
  const own = file.code.exports.get(name);
  if (own !== undefined) {
    if (own.kind === "local") return file.scope === null ? undefined : own.read(file.scope);
    const value = importFrom(program, file, own.specifier, own.name);
    return value?.kind === "namespace" ? { ...value, name } : value;
  }
  for (const specifier of file.code.stars) {
    const target = fileOf(program, resolve(program, file, specifier));
    const found = target === undefined ? undefined : exported(program, target, name, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

function namespaceOf(program: Program, file: SourceFile, name: string): NamespaceValue {
  file.namespace ??= newNamespace(program, file, name);
  return { ...file.namespace, name };
}

function newNamespace(program: Program, file: SourceFile, name: string): NamespaceValue {
  return {
    kind: "namespace",
    name,
    isLibrary: false,
    member: (member) => exported(program, file, member),
    names: () => exportedNames(program, file).toSorted(),
  };
}

function exportedNames(program: Program, file: SourceFile, seen = new Set<SourceFile>()): readonly string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  if (file.isLibrary) return program.library.index.namesOf(file.parsed.path);
  const inherited = file.code.stars.flatMap((specifier) => {
    const target = fileOf(program, resolve(program, file, specifier));
    return target === undefined ? [] : exportedNames(program, target, seen);
  });
  return [...new Set([...file.code.exports.keys(), ...inherited.filter((name) => name !== "default")])];
}

function exportsType(
  program: Program,
  file: SourceFile,
  name: string,
  seen = new Set<SourceFile>(),
): boolean {
  if (seen.has(file)) return false;
  seen.add(file);
  if (file.isLibrary) return program.library.index.exportsType(file.parsed.path, name);
  if (file.code.types.has(name)) return true;
  return file.code.stars.some((specifier) => {
    const target = fileOf(program, resolve(program, file, specifier));
    return target !== undefined && exportsType(program, target, name, seen);
  });
}

/** Reports imports of files that do not exist or are no JSON, and of names that a file or the library does not have. */
function checkImports(program: Program, file: SourceFile): void {
  for (const { specifier, node, names, locals } of file.code.imports) {
    const resolution = resolve(program, file, specifier);
    const fault = faultOf(resolution, specifier);
    if (fault !== undefined && isNeeded(file, locals))
      report(program.m, { ...fault, at: placeOf(file.parsed, node) });
    const target = fileOf(program, resolution);
    if (target === undefined || file.parsed.isBroken || !isWhollyRead(program, target)) continue;
    for (const name of names)
      if (isLacking(program, file, target, name)) reportLacking(program, file, specifier, name);
  }
}

type ImportedName = FileCode["imports"][number]["names"][number];

/** Whether the other file has no such name, and this one needs it where it runs. */
function isLacking(
  program: Program,
  file: SourceFile,
  target: SourceFile,
  { text, local }: ImportedName,
): boolean {
  if (text === "" || exportedNames(program, target).includes(text)) return false;
  if (exportsType(program, target, text)) return local !== null && takesValueOf(file.parsed, local);
  return local === null || namesUsedAsValues(file.parsed).has(local);
}

/** Whether all that a file exports is known: not where it passes on a package, or is written for the older module system. */
function isWhollyRead(program: Program, file: SourceFile, seen = new Set<SourceFile>()): boolean {
  if (file.isLibrary || seen.has(file)) return true;
  seen.add(file);
  if (file.parsed.isBroken || /\bmodule\.exports\b|\bexports\.\w+ =/.test(file.parsed.text)) return false;
  return file.code.stars.every((specifier) => {
    const target = fileOf(program, resolve(program, file, specifier));
    return target !== undefined && isWhollyRead(program, target, seen);
  });
}

function reportLacking(
  program: Program,
  file: SourceFile,
  specifier: string,
  { text, local, node }: ImportedName,
): void {
  const isLibrary = resolve(program, file, specifier).kind === "library";
  const target = fileOf(program, resolve(program, file, specifier));
  const isType = target !== undefined && exportsType(program, target, text);
  const sought = text === "default" ? (local ?? text) : text;
  const meant = isLibrary && !isType ? meantName(libraryNames(program.library), "", sought) : null;
  const asMethod = isLibrary && !isType && meant === null ? tensorMethod(program.m, sought) : null;
  const data = { specifier, name: text, isType, meant, asMethod };
  report(program.m, { code: "missing-export", at: placeOf(file.parsed, node), data });
}
