import ts from "typescript";
import type { Range } from "../../base/index.ts";
import { isAssignment } from "./acts.ts";
import type { ParsedFile } from "./parse.ts";
import { nodeAt, rangeOf } from "./queries.ts";

/** A calculation with two operands: `x + y`, or `x += y`. */
export interface Operation {
  /** Without the `=` of an assignment. */
  readonly operator: string;
  readonly left: Range;
  readonly right: Range;
  readonly isAssignment: boolean;
}

/** The operation at exactly this range; null for anything else. */
export function operationAt(file: ParsedFile, range: Range): Operation | null {
  const node = nodeAt(file, range);
  if (node === undefined || !ts.isBinaryExpression(node)) return null;
  const written = node.operatorToken.getText(file.source);
  const isCompound = isAssignment(node) && node.operatorToken.kind !== ts.SyntaxKind.EqualsToken;
  return {
    operator: isCompound ? written.slice(0, -1) : written,
    left: rangeOf(file, node.left),
    right: rangeOf(file, node.right),
    isAssignment: isCompound,
  };
}
