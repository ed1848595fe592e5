import ts from "typescript";
import type { Range } from "../../base/index.ts";
import type { ParsedFile } from "./parse.ts";

/** Whether the file imports the block API's name under that very name. */
export function importsByName(file: ParsedFile, name: string): boolean {
  return libraryImports(file).some(({ elements }) => elements.some((one) => bindsItself(one, name)));
}

/**
 * What has to be inserted so that the file imports the block API's name; null where the file has no list of imports to
 * add it to.
 */
export function importEdits(
  file: ParsedFile,
  name: string,
): readonly { readonly at: Range; readonly text: string }[] | null {
  if (importsByName(file, name)) return [];
  const [list] = libraryImports(file);
  if (list === undefined) return null;
  const [first] = list.elements;
  const start = first?.getStart(file.source) ?? list.elements.pos;
  return [{ at: { start, end: start }, text: first === undefined ? name : `${name}, ` }];
}

/** The lists of names that are imported as values, in the order of the file. */
function libraryImports({ source }: ParsedFile): readonly ts.NamedImports[] {
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !isLibrary(statement.moduleSpecifier)) return [];
    const { importClause: clause } = statement;
    const list = clause?.namedBindings;
    return clause?.isTypeOnly || list === undefined || !ts.isNamedImports(list) ? [] : [list];
  });
}

function isLibrary(specifier: ts.Expression): boolean {
  return ts.isStringLiteral(specifier) && specifier.text === "cnn-blocks";
}

function bindsItself({ name, propertyName, isTypeOnly }: ts.ImportSpecifier, wanted: string): boolean {
  return !isTypeOnly && propertyName === undefined && name.text === wanted;
}
