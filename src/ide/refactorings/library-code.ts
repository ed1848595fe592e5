import {
  declarationAt,
  exportsOf,
  importSources,
  type NamedCall,
  namedCalls,
  type ParsedFile,
  parseFile,
  referencesIn,
} from "../../analyzer/index.ts";
import { type Range, remember } from "../../base/index.ts";
import { rememberPerLibrary } from "../arguments/per-library.ts";
import { edited } from "../view/text-edits.ts";

/** The code of one of the library's blocks as an author would write it. */
export interface LibraryCode {
  /** What it needs, then the class. */
  readonly text: string;
  /** What a file with it imports: `nn`, `type Tensor`. */
  readonly imports: readonly string[];
}

type Library = Readonly<Record<string, string>>;

/**
 * Null where there is no block of that name, or where it needs what the library does not export. `nameFor` says
 * under which names the file has room for the class and its functions.
 */
export function codeOfBlock(
  library: Library,
  className: string,
  nameFor: (name: string) => string,
): LibraryCode | null {
  const path = Object.keys(library).find(
    // Files without the word need not be parsed.
    (one) =>
      one.startsWith(blocks) &&
      library[one]?.includes(className) &&
      declarationAt(parsedOf(library)(one), className) !== null,
  );
  if (path === undefined) return null;
  const imports = new Set<string>();
  const texts = new Map<string, string>();
  return write({ library, imports, texts, nameFor }, path, className)
    ? { text: [...texts.values()].join("\n\n"), imports: [...imports] }
    : null;
}

const blocks = "nn/blocks/";

interface Writing {
  readonly library: Library;
  readonly imports: Set<string>;
  /** What is written so far, by name; what is needed comes first. */
  readonly texts: Map<string, string>;
  readonly nameFor: (name: string) => string;
}

/** Writes a declaration and what it needs; false where that is not possible. */
function write(writing: Writing, path: string, name: string): boolean {
  const { library, texts, nameFor } = writing;
  const file = parsedOf(library)(path);
  const range = declarationAt(file, name);
  if (range === null) return false;
  const dropped = namedCalls(file, range)
    .filter((call) => isCheck(file, call.name))
    .flatMap(partsOfCheck);
  const replaced = ({ start, end }: Range, written: string) => {
    return { start: start - range.start, end: end - range.start, text: written };
  };
  const replacements = [replaced(range.nameAt, nameFor(name)), ...dropped.map((part) => replaced(part, ""))];
  for (const reference of referencesIn(file, range)) {
    const { start, end } = reference;
    if (dropped.some((part) => part.start <= start && end <= part.end)) continue;
    const instead = nameInstead(writing, file, reference.name, name);
    if (instead === null) return false;
    replacements.push(replaced(reference, instead));
  }
  replacements.sort((a, b) => a.start - b.start);
  texts.set(name, edited(file.text.slice(range.start, range.end), replacements));
  return true;
}

/** What to drop of a check: all of it, or all but its last argument, which is what it returns. */
function partsOfCheck({ start, end, statement, lastArgument: given }: NamedCall): readonly Range[] {
  if (statement !== null) return [statement];
  return given === null
    ? []
    : [
        { start, end: given.start },
        { start: given.end, end },
      ];
}

/** Whether a function only checks what the block is given, which the layers inside do as well. */
function isCheck(file: ParsedFile, name: string): boolean {
  const from = importsOf(file).get(name);
  return from !== undefined && checking.includes(resolved(file.path, from));
}

const checking = ["nn/arguments.ts", "nn/given-tensors.ts"];

/** What an author writes for a name of the library's code; null where there is nothing. */
function nameInstead(writing: Writing, file: ParsedFile, name: string, own: string): string | null {
  const { library, imports, texts, nameFor } = writing;
  if (name === own) return nameFor(name);
  const from = importsOf(file).get(name);
  if (from === undefined && declarationAt(file, name) === null) return name;
  const exported = namesOf(library).get(name);
  if (exported !== undefined) {
    imports.add(exported.imported);
    return exported.written;
  }
  const path = from === undefined ? file.path : resolved(file.path, from);
  if (!path.startsWith(blocks)) return null;
  return texts.has(name) || write(writing, path, name) ? nameFor(name) : null;
}

interface ExportedName {
  /** `nn.Conv2d` */
  readonly written: string;
  /** `nn` */
  readonly imported: string;
}

/** How an author writes what the library exports, by its name there. */
const namesOf = rememberPerLibrary((library): ReadonlyMap<string, ExportedName> => {
  const names = new Map<string, ExportedName>();
  const add = (path: string, namespace: string | null): void => {
    const { names: own, allOf } = exportsOf(parsedOf(library)(path));
    for (const { name, isType } of own) {
      const written = namespace === null ? name : `${namespace}.${name}`;
      if (names.has(name)) continue;
      names.set(name, { written, imported: namespace ?? (isType ? `type ${name}` : name) });
    }
    for (const from of allOf) add(resolved(path, from), namespace);
  };
  add("nn/nn.ts", "nn");
  add("nn/functional.ts", "F");
  add("nn/index.ts", null);
  return names;
});

const parsedOf = rememberPerLibrary((library) =>
  remember((path: string) => parseFile(path, library[path] ?? "")),
);

const importsOf = remember((file: ParsedFile) => importSources(file));

/** The path that an import of a file names: `../layers/conv2d.ts` beside `nn/blocks/fire.ts`. */
function resolved(path: string, from: string): string {
  const parts = path.split("/").slice(0, -1);
  for (const part of from.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}
