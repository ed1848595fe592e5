import ts from "typescript";
import { declaredBy, hasModifier, isAmbient } from "./declared-names.ts";
import type { EarlyErrorRule } from "./rule.ts";

/** `export default` twice, or one name that is exported twice. */
export const exportedTwice: EarlyErrorRule = {
  kinds: [ts.SyntaxKind.SourceFile],
  faultOf(node) {
    const seen = new Set<string>();
    const repeated = (node as ts.SourceFile).statements.find(isMarkedTwice);
    if (repeated !== undefined) return { node: repeated, message: "export is written twice." };
    for (const { name, at } of (node as ts.SourceFile).statements.flatMap(exportedBy)) {
      if (seen.has(name)) return { node: at, message: `${name} is exported twice.` };
      seen.add(name);
    }
    return undefined;
  },
};

/** `export export const x = 1` */
function isMarkedTwice(statement: ts.Statement): boolean {
  const { modifiers = [] } = statement as { readonly modifiers?: readonly ts.ModifierLike[] };
  return modifiers.filter(({ kind }) => kind === ts.SyntaxKind.ExportKeyword).length > 1;
}

interface Exported {
  readonly name: string;
  readonly at: ts.Node;
}

function exportedBy(statement: ts.Statement): readonly Exported[] {
  if (ts.isExportAssignment(statement))
    return statement.isExportEquals ? [] : [{ name: "default", at: statement }];
  if (ts.isExportDeclaration(statement)) return exportedByList(statement);
  if (!hasModifier(statement, ts.SyntaxKind.ExportKeyword) || isAmbient(statement)) return [];
  if (!hasModifier(statement, ts.SyntaxKind.DefaultKeyword))
    return declaredBy([statement], false).map(({ name }) => ({ name: name.text, at: name }));
  const isCode =
    ts.isClassDeclaration(statement) || (ts.isFunctionDeclaration(statement) && statement.body !== undefined);
  return isCode ? [{ name: "default", at: statement }] : [];
}

function exportedByList({ isTypeOnly, exportClause }: ts.ExportDeclaration): readonly Exported[] {
  if (isTypeOnly || exportClause === undefined) return [];
  if (ts.isNamespaceExport(exportClause)) return [{ name: exportClause.name.text, at: exportClause }];
  const values = exportClause.elements.filter((one) => !one.isTypeOnly);
  return values.map((one) => ({ name: one.name.text, at: one }));
}
