import ts from "typescript";
import { freeName, type Range } from "../../base/index.ts";
import { type ParsedFile, textOf } from "./parse.ts";
import { namesBoundBy } from "./queries.ts";

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

/** How a file comes to names of the block API. */
export interface Importing {
  /** What makes the file import those that it lacks. */
  readonly edits: readonly Insertion[];
  /** What the file calls a name: `nn2` where `nn` means something of its own. */
  called(name: string): string;
}

/**
 * How the file comes to these names of the block API: `["F", "type Tensor"]`. A name goes into the list in its alphabetical
 * place. A file that has no such list gets one above everything but directives.
 */
export function importing(file: ParsedFile, names: readonly string[]): Importing {
  const bound = libraryBindings(file);
  const taken = topLevelNames(file);
  const called = new Map<string, string>();
  const missing = names.flatMap((wanted) => {
    const [isType, name] = [isTypeImport(wanted), boundName(wanted)];
    const there = bound.find((one) => one.name === name && (isType || !one.isTypeOnly));
    const local = there?.local ?? freeName(name, (one) => taken.has(one));
    called.set(name, local);
    return there === undefined ? [local === name ? wanted : `${wanted} as ${local}`] : [];
  });
  return { edits: insertionsOf(file, missing), called: (name) => called.get(name) ?? name };
}

function insertionsOf(file: ParsedFile, missing: readonly string[]): readonly Insertion[] {
  if (missing.length === 0) return [];
  const [list] = libraryLists(file);
  if (list !== undefined) return missing.map((name) => insertionOf(file, list, name));
  const line = `import { ${missing.join(", ")} } from "cnn-blocks";\n`;
  const at = firstPlace(file);
  const isBehindWords = at > 0 && file.text[at - 1] !== "\n";
  return [{ at, text: `${isBehindWords ? "\n" : ""}${line}${at === file.text.length ? "" : "\n"}` }];
}

interface LibraryBinding {
  /** The library's name, and what the file calls it. */
  readonly name: string;
  readonly local: string;
  readonly isTypeOnly: boolean;
}

function libraryBindings({ source }: ParsedFile): readonly LibraryBinding[] {
  return source.statements.filter(isLibraryImport).flatMap(({ importClause: clause }) => {
    const list = clause?.namedBindings;
    if (list === undefined || !ts.isNamedImports(list)) return [];
    return list.elements.map((one) => ({
      name: (one.propertyName ?? one.name).text,
      local: one.name.text,
      isTypeOnly: one.isTypeOnly || clause?.isTypeOnly === true,
    }));
  });
}

/** Names that a new import must not take. */
function topLevelNames({ source }: ParsedFile): ReadonlySet<string> {
  return new Set(source.statements.flatMap(namesDeclaredBy));
}

function namesDeclaredBy(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => namesBoundBy(name));
  if (ts.isImportDeclaration(statement)) return namesImportedBy(statement);
  const { name } = statement as Partial<Record<"name", ts.Node>>;
  return name !== undefined && ts.isIdentifier(name) ? [name.text] : [];
}

function namesImportedBy({ importClause: clause }: ts.ImportDeclaration): readonly string[] {
  const list = clause?.namedBindings;
  const named = list === undefined ? [] : ts.isNamedImports(list) ? list.elements : [list];
  return [...(clause?.name === undefined ? [] : [clause]), ...named].flatMap(({ name }) => name?.text ?? []);
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

/** Whether an import is only needed for types: `type Tensor`. */
export function isTypeImport(specifier: string): boolean {
  return specifier.startsWith("type ");
}

/** `type Tensor` and `Tensor` bind the same name; `relu as r` does not bind `relu`. */
export function boundName(specifier: string): string {
  const words = specifier.split(/\s+/);
  return words.at(-1) ?? specifier;
}

/** Behind an interpreter's line and directives such as "use strict", which mean something only as the first of a file. */
function firstPlace({ source, text }: ParsedFile): number {
  const others = source.statements.findIndex((one) => !isDirective(one));
  const directive = source.statements[(others < 0 ? source.statements.length : others) - 1];
  if (directive === undefined && !text.startsWith("#!")) return 0;
  const lineEnd = text.indexOf("\n", directive?.end ?? 0);
  return lineEnd < 0 ? text.length : lineEnd + 1;
}

function isDirective(statement: ts.Statement): boolean {
  return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
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
