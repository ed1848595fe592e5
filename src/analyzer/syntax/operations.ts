import ts from "typescript";
import type { Range } from "../../base/index.ts";
import type { ParsedFile } from "./parse.ts";
import { isDottedName, nodeAt, nodesAround, rangeOf } from "./queries.ts";

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
  const { kind } = node.operatorToken;
  const isAssignment =
    kind >= ts.SyntaxKind.FirstCompoundAssignment && kind <= ts.SyntaxKind.LastCompoundAssignment;
  return {
    operator: isAssignment ? written.slice(0, -1) : written,
    left: rangeOf(file, node.left),
    right: rangeOf(file, node.right),
    isAssignment,
  };
}

/** The whole dotted name that begins with the name at this range: `torch.nn.Conv2d` for `torch`. */
export function dottedNameAt(file: ParsedFile, first: Range): Range {
  const whole = nodesAround(file, first.start).find(
    (node) =>
      ts.isPropertyAccessExpression(node) && isDottedName(node) && node.getStart(file.source) === first.start,
  );
  return whole === undefined ? { start: first.start, end: first.end } : rangeOf(file, whole);
}
