import ts from "typescript";
import type { Range } from "../../base/index.ts";
import type { ParsedFile } from "./parse.ts";
import { nodeAt, rangeOf } from "./queries.ts";

/** A number that is written as such. */
export interface WrittenNumber {
  readonly range: Range;
  readonly value: number;
}

/**
 * The whole numbers in the arguments of the construction at this range, also within calculations: of `new Block(3 * width, [8, 16])`
 * 3, 8 and 16. What is constructed or called there has its own.
 */
export function numbersWithin(file: ParsedFile, range: Range): readonly WrittenNumber[] {
  const node = nodeAt(file, range);
  if (node === undefined || !ts.isNewExpression(node)) return [];
  const numbers: WrittenNumber[] = [];
  const visit = (part: ts.Node): void => {
    if (ts.isCallExpression(part) || ts.isNewExpression(part) || ts.isFunctionLike(part)) return;
    if (!ts.isNumericLiteral(part)) ts.forEachChild(part, visit);
    else if (Number.isInteger(Number(part.text)))
      numbers.push({ range: rangeOf(file, part), value: Number(part.text) });
  };
  for (const argument of node.arguments ?? []) visit(argument);
  return numbers;
}
