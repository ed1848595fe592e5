import ts from "typescript";
import type { Range } from "../../base/index.ts";
import type { ParsedFile } from "./parse.ts";
import { rangeOf } from "./queries.ts";

/** A call of a function by its name: `check("Fire", { inChannels })`. */
export interface NamedCall extends Range {
  readonly name: string;
  /** The statement that is nothing but this call, with the space before it. */
  readonly statement: Range | null;
  readonly lastArgument: Range | null;
}

/** The calls in a range of functions by their names, in its order. */
export function namedCalls(file: ParsedFile, { start, end }: Range): readonly NamedCall[] {
  const found: NamedCall[] = [];
  const visit = (node: ts.Node, parent: ts.Node): void => {
    if (node.end <= start || node.getStart(file.source) >= end) return;
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression))
      found.push(callOf(file, node, node.expression.text, parent));
    ts.forEachChild(node, (child) => visit(child, node));
  };
  visit(file.source, file.source);
  return found;
}

function callOf(file: ParsedFile, call: ts.CallExpression, name: string, parent: ts.Node): NamedCall {
  const last = call.arguments.at(-1);
  return {
    ...rangeOf(file, call),
    name,
    statement: ts.isExpressionStatement(parent) ? { start: parent.pos, end: parent.end } : null,
    lastArgument: last === undefined ? null : rangeOf(file, last),
  };
}
