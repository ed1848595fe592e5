import ts from "typescript";
import type { Range } from "../../base/index.ts";
import { type ParsedFile, textOf } from "./parse.ts";

/** Text to insert at an offset. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** Whether the file imports the block API's name as a value, under that very name. */
export function importsByName(file: ParsedFile, name: string): boolean {
  return libraryLists(file).some(({ elements }) =>
    elements.some((one) => !one.isTypeOnly && one.propertyName === undefined && one.name.text === name),
  );
}

/** The names that a file imports from the block API, as they are written: `["F", "nn", "type Tensor"]`. */
export function importedNames(file: ParsedFile): readonly string[] {
  return libraryLists(file).flatMap(({ elements }) => elements.map((one) => textOf(file, one)));
}

/** Where the last import of a file ends; 0 where it has none. */
export function endOfImports({ source }: ParsedFile): number {
  return source.statements.findLast(ts.isImportDeclaration)?.end ?? 0;
}

/** The declarations that import from the block API. */
export function libraryImports(file: ParsedFile): readonly Range[] {
  return file.source.statements
    .filter(isLibraryImport)
    .map((statement) => ({ start: statement.getStart(file.source), end: statement.end }));
}

/**
 * What makes the file import these names of the block API; nothing where it does so already. A name goes into the list in
 * its alphabetical place. A file that has no such list gets one above everything.
 */
export function importEdits(file: ParsedFile, names: readonly string[]): readonly Insertion[] {
  const bound = importedNames(file).map(boundName);
  const types = typeOnlyNames(file);
  const missing = names.filter((name) => {
    const isThere = bound.includes(boundName(name));
    return !isThere && !(name.startsWith("type ") && types.includes(boundName(name)));
  });
  const [list] = libraryLists(file);
  if (missing.length === 0) return [];
  if (list === undefined) {
    const line = `import { ${missing.join(", ")} } from "cnn-blocks";\n`;
    return [{ at: firstLine(file.text), text: file.text === "" ? line : `${line}\n` }];
  }
  return missing.map((name) => insertionOf(file, list, name));
}

/** Those that `import type { Tensor } from "cnn-blocks"` binds. */
function typeOnlyNames({ source }: ParsedFile): readonly string[] {
  return source.statements.filter(isLibraryImport).flatMap(({ importClause: clause }) => {
    const list = clause?.isTypeOnly ? clause.namedBindings : undefined;
    return list !== undefined && ts.isNamedImports(list) ? list.elements.map((one) => one.name.text) : [];
  });
}

function insertionOf(file: ParsedFile, { elements }: ts.NamedImports, name: string): Insertion {
  const next = elements.find((one) => isBefore(name, textOf(file, one)));
  const last = elements.at(-1);
  if (next !== undefined) return { at: next.getStart(file.source), text: `${name}, ` };
  return last === undefined ? { at: elements.pos, text: ` ${name} ` } : { at: last.end, text: `, ${name}` };
}

function isBefore(left: string, right: string): boolean {
  return boundName(left).toLowerCase() < boundName(right).toLowerCase();
}

/** `type Tensor` and `Tensor` bind the same name; `relu as r` does not bind `relu`. */
function boundName(specifier: string): string {
  const words = specifier.split(/\s+/);
  return words.at(-1) ?? specifier;
}

/** An interpreter's line has to stay the first one. */
function firstLine(text: string): number {
  return text.startsWith("#!") ? text.indexOf("\n") + 1 : 0;
}

/** The lists of names that are imported as values, in the order of the file. */
function libraryLists({ source }: ParsedFile): readonly ts.NamedImports[] {
  return source.statements.filter(isLibraryImport).flatMap(({ importClause: clause }) => {
    const list = clause?.namedBindings;
    return clause?.isTypeOnly || list === undefined || !ts.isNamedImports(list) ? [] : [list];
  });
}

function isLibraryImport(statement: ts.Statement): statement is ts.ImportDeclaration {
  return (
    ts.isImportDeclaration(statement) &&
    ts.isStringLiteral(statement.moduleSpecifier) &&
    statement.moduleSpecifier.text === "cnn-blocks"
  );
}
