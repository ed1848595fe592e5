import ts from "typescript";
import { hasModifier } from "./declared-names.ts";
import type { EarlyErrorRule } from "./rule.ts";

/** `import` and `export` inside a function or a block, and declarations that are the only statement of an `if` or a loop. */
export const notAtTheTop: EarlyErrorRule = {
  kinds: [
    ts.SyntaxKind.Block,
    ts.SyntaxKind.CaseClause,
    ts.SyntaxKind.DefaultClause,
    ts.SyntaxKind.IfStatement,
    ts.SyntaxKind.ForStatement,
    ts.SyntaxKind.ForInStatement,
    ts.SyntaxKind.ForOfStatement,
    ts.SyntaxKind.WhileStatement,
    ts.SyntaxKind.DoStatement,
  ],
  faultOf(node) {
    const statement = statementsIn(node).find(isOfFiles);
    if (statement !== undefined) {
      const word = isExport(statement) ? "export" : "import";
      return { node: statement, message: `${word} may only stand at the top of a file.` };
    }
    const alone = statementsAlone(node).find(isDeclaration);
    return alone && { node: alone, message: "A declaration needs braces around it here." };
  },
};

function statementsIn(node: ts.Node): readonly ts.Statement[] {
  return (node as Partial<ts.Block>).statements ?? [];
}

function isOfFiles(statement: ts.Statement): boolean {
  return ts.isImportDeclaration(statement) || isExport(statement);
}

function isExport(statement: ts.Statement): boolean {
  return (
    ts.isExportDeclaration(statement) ||
    ts.isExportAssignment(statement) ||
    hasModifier(statement, ts.SyntaxKind.ExportKeyword)
  );
}

function statementsAlone(node: ts.Node): readonly ts.Statement[] {
  if (!ts.isIfStatement(node)) {
    const { statement } = node as Partial<ts.IterationStatement>;
    return statement === undefined ? [] : [statement];
  }
  return node.elseStatement === undefined ? [node.thenStatement] : [node.thenStatement, node.elseStatement];
}

function isDeclaration(statement: ts.Statement): boolean {
  if (ts.isVariableStatement(statement))
    return (statement.declarationList.flags & ts.NodeFlags.BlockScoped) !== 0;
  return ts.isClassDeclaration(statement) || ts.isFunctionDeclaration(statement);
}
