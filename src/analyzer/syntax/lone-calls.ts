import ts from "typescript";
import type { Range } from "../../base/index.ts";
import type { ParsedFile } from "./parse.ts";

/** A statement that only calls a function by its name, with the space before it. */
export interface LoneCall extends Range {
  readonly name: string;
}

/** The statements of a range that are nothing but a call: `check("Fire", { inChannels });` */
export function loneCalls(file: ParsedFile, { start, end }: Range): readonly LoneCall[] {
  const found: LoneCall[] = [];
  const visit = (node: ts.Node): void => {
    if (node.end <= start || node.getStart(file.source) >= end) return;
    const call = ts.isExpressionStatement(node) ? node.expression : undefined;
    if (call !== undefined && ts.isCallExpression(call) && ts.isIdentifier(call.expression))
      found.push({ start: node.pos, end: node.end, name: call.expression.text });
    ts.forEachChild(node, visit);
  };
  visit(file.source);
  return found;
}
