import { joinedName } from "../../ir/index.ts";
import type { LibraryNames } from "../../problems/index.ts";
import type { SourceHost } from "../analysis.ts";
import { joinPath } from "./paths.ts";

/*
 * Which file of the library declares what, by the texts alone. An author uses a small part of the library, and only the
 * files of that part are parsed and run: to read all of them takes longer than most analyses.
 */

/** The exports of a file, as its text names them. */
export interface TextExports {
  /** Values that the file declares itself. */
  readonly own: ReadonlySet<string>;
  /** Values of other files under their names here; a null name is the other file as a namespace. */
  readonly from: ReadonlyMap<string, { readonly specifier: string; readonly name: string | null }>;
  /** Specifiers of `export * from`. */
  readonly stars: readonly string[];
  readonly types: ReadonlySet<string>;
}

/** The file that declares a value, and its name there; the file itself as a namespace where the name is null. */
export interface LibraryDeclaration {
  readonly path: string;
  readonly name: string | null;
}

export interface LibraryIndex {
  /** Undefined where a file of the library exports no such value. */
  declared(path: string, name: string): LibraryDeclaration | undefined;
  /** The values that a file exports, its own first. */
  namesOf(path: string): readonly string[];
  exportsType(path: string, name: string): boolean;
  /** Below an entry: the names of each namespace by its path, such as `nn.init`, and the entry's own under "". */
  namesBelow(entry: string): LibraryNames;
  /** The files that declare what can be reached from an entry, by the names that lead there. */
  filesBelow(entry: string): ReadonlyMap<string, readonly string[]>;
}

export function libraryIndex(sources: SourceHost["library"]): LibraryIndex {
  const known = new Map<string, TextExports>();
  const exportsOf = (path: string): TextExports => {
    const found = known.get(path) ?? textExports(sources[path] ?? "");
    known.set(path, found);
    return found;
  };
  const declared = (path: string, name: string): LibraryDeclaration | undefined => {
    const { own, from, stars } = exportsOf(path);
    if (own.has(name)) return { path, name };
    const passed = from.get(name);
    if (passed !== undefined) {
      const target = joinPath(path, passed.specifier);
      // Files outside `nn` are not read: the library takes only types and rules from them.
      if (passed.name === null || !(target in sources)) return { path: target, name: passed.name };
      return declared(target, passed.name) ?? { path: target, name: passed.name };
    }
    return first(stars, (specifier) => declared(joinPath(path, specifier), name));
  };
  const namesOf = (path: string): readonly string[] => {
    const { own, from, stars } = exportsOf(path);
    const inherited = stars.flatMap((specifier) => namesOf(joinPath(path, specifier)));
    return [...new Set([...own, ...from.keys(), ...inherited.filter((name) => name !== "default")])];
  };
  const exportsType = (path: string, name: string): boolean => {
    const { types, stars } = exportsOf(path);
    return types.has(name) || stars.some((specifier) => exportsType(joinPath(path, specifier), name));
  };
  function* reached(
    entry: string,
    within = "",
  ): Iterable<{ within: string; name: string; at: LibraryDeclaration }> {
    for (const name of namesOf(entry)) {
      const at = declared(entry, name);
      if (at === undefined) continue;
      yield { within, name, at };
      if (at.name === null) yield* reached(at.path, joinedName(within, name));
    }
  }
  return {
    declared,
    namesOf,
    exportsType,
    namesBelow: (entry) => grouped(reached(entry), ({ within, name }) => [within, name]),
    filesBelow: (entry) =>
      grouped(
        [...reached(entry)].filter(({ at }) => at.name !== null),
        ({ name, at }) => [name, at.path],
      ),
  };
}

function first<T, R>(items: readonly T[], found: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const result = found(item);
    if (result !== undefined) return result;
  }
  return undefined;
}

function grouped<T>(
  items: Iterable<T>,
  pairOf: (item: T) => readonly [key: string, value: string],
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const item of items) {
    const [key, value] = pairOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}

/** The library is written in one style, so its exports can be told by patterns; a test holds them equal to the syntax. */
const declaration =
  /^export (?:(?:async|abstract) )*(class|function|const|let|enum|type|interface)\*? (\w+)/gm;
const star = /^export \* (?:as (\w+) )?from "([^"]+)";/gm;
const list = /^export (type )?\{([^}]*)\}(?: from "([^"]+)")?;/gm;

export function textExports(text: string): TextExports {
  const [own, types] = [new Set<string>(), new Set<string>()];
  const from = new Map<string, { specifier: string; name: string | null }>();
  const stars: string[] = [];
  for (const [, kind, name = ""] of text.matchAll(declaration))
    (kind === "type" || kind === "interface" ? types : own).add(name);
  for (const [, name, specifier = ""] of text.matchAll(star)) {
    if (name === undefined) stars.push(specifier);
    else from.set(name, { specifier, name: null });
  }
  for (const [, isType, names = "", specifier] of text.matchAll(list)) {
    for (const [, type, source = "", renamed] of names.matchAll(/(type )?(\w+)(?: as (\w+))?/g)) {
      const name = renamed ?? source;
      if (isType !== undefined || type !== undefined) types.add(name);
      else if (specifier === undefined) own.add(name);
      else from.set(name, { specifier, name: source });
    }
  }
  return { own, from, stars, types };
}
