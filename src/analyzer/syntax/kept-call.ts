import ts from "typescript";
import type { Range } from "../../base/index.ts";
import { namesOf } from "./early-errors/declared-names.ts";
import type { ParsedFile } from "./parse.ts";
import { pathTo } from "./queries.ts";

/**
 * Whether a call at the top of a file looks like that of a model: what it gives has a name or is exported, and what it calls is no
 * plain function of another file or of the host, such as one that plots.
 */
export function looksLikeModelCall(file: ParsedFile, range: Range): boolean {
  const path = pathTo(file, range);
  const statement = path[1];
  const call = path.findLast(ts.isCallExpression);
  if (statement === undefined || call === undefined) return false;
  if (!ts.isVariableStatement(statement) && !ts.isExportAssignment(statement)) return false;
  const root = rootOf(call.expression);
  return root === null || declares(file.source.statements, root);
}

/** The name that an expression begins with; null where it begins with a call or anything else that makes a value. */
function rootOf(node: ts.Expression): string | null {
  if (ts.isIdentifier(node)) return node.text;
  const isWrapped =
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isParenthesizedExpression(node);
  return isWrapped ? rootOf(node.expression) : null;
}

function declares(statements: readonly ts.Statement[], name: string): boolean {
  return statements.some(
    (statement) =>
      ts.isVariableStatement(statement) &&
      statement.declarationList.declarations.some((one) =>
        namesOf(one.name).some(({ text }) => text === name),
      ),
  );
}
