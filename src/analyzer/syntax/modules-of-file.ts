import ts from "typescript";
import type { Range } from "../../base/index.ts";
import { type ParsedFile, textOf } from "./parse.ts";
import { rangeOf } from "./queries.ts";

/** The file that each imported name comes from, as the import names it: `Conv2d` from `../layers/conv2d.ts`. */
export function importSources({ source }: ParsedFile): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { importClause, moduleSpecifier } of source.statements.filter(ts.isImportDeclaration)) {
    const list = importClause?.namedBindings;
    if (list === undefined || !ts.isNamedImports(list) || !ts.isStringLiteral(moduleSpecifier)) continue;
    for (const { name } of list.elements) found.set(name.text, moduleSpecifier.text);
  }
  return found;
}

/** What a file exports: names of its own or of other files, and everything of some files. */
export interface FileExports {
  readonly names: readonly { readonly name: string; readonly isType: boolean }[];
  readonly allOf: readonly string[];
}

export function exportsOf({ source }: ParsedFile): FileExports {
  const names: { name: string; isType: boolean }[] = [];
  const allOf: string[] = [];
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement)) {
      const { exportClause: clause, moduleSpecifier: from, isTypeOnly } = statement;
      if (clause === undefined && from !== undefined && ts.isStringLiteral(from)) allOf.push(from.text);
      if (clause === undefined || !ts.isNamedExports(clause)) continue;
      names.push(
        ...clause.elements.map((one) => ({ name: one.name.text, isType: isTypeOnly || one.isTypeOnly })),
      );
    } else if (isDeclaration(statement) && isExported(statement) && statement.name !== undefined) {
      names.push({ name: statement.name.text, isType: ts.isInterfaceDeclaration(statement) });
    }
  }
  return { names, allOf };
}

/** The class, function, interface or constant of that name that a file declares, from that word on; null where there is none. */
export function declarationAt(file: ParsedFile, name: string): (Range & { readonly nameAt: Range }) | null {
  for (const found of file.source.statements) {
    const declared = declaredName(found);
    if (declared?.text !== name) continue;
    const start = found.getStart(file.source);
    const exported = /^export\s+/.exec(textOf(file, found))?.[0].length ?? 0;
    return { start: start + exported, end: found.end, nameAt: rangeOf(file, declared) };
  }
  return null;
}

/** The name that a statement declares. */
function declaredName(statement: ts.Statement): ts.Identifier | undefined {
  if (isDeclaration(statement)) return statement.name;
  if (!ts.isVariableStatement(statement)) return undefined;
  const [{ name } = { name: undefined }, ...others] = statement.declarationList.declarations;
  return name !== undefined && ts.isIdentifier(name) && others.length === 0 ? name : undefined;
}

type Declaration = ts.ClassDeclaration | ts.FunctionDeclaration | ts.InterfaceDeclaration;

function isDeclaration(node: ts.Node): node is Declaration {
  return ts.isClassDeclaration(node) || ts.isFunctionDeclaration(node) || ts.isInterfaceDeclaration(node);
}

export function isExported({ modifiers }: Declaration): boolean {
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}
