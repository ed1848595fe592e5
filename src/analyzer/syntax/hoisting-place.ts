import ts from "typescript";
import type { Range } from "../../base/index.ts";
import type { ParsedFile } from "./parse.ts";
import { nodesAround, rangeOf } from "./queries.ts";

/** A number in a constructor that can become a parameter, and where to write the parameter. */
export interface HoistingPlace {
  readonly number: Range;
  /** Every argument or option in the constructor that is the same number, including the number itself. */
  readonly same: readonly Range[];
  /** Behind the last parameter, or between empty parentheses. */
  readonly at: number;
  /** What separates the new parameter from the one before it. */
  readonly separator: string;
  /** Every name that the constructor uses. */
  readonly names: ReadonlySet<string>;
}

/** Null where there is no such number, or where the last parameter is a rest parameter. */
export function hoistingPlaceAt(file: ParsedFile, offset: number): HoistingPlace | null {
  const path = nodesAround(file, offset);
  const number = path.at(-1);
  const owner = path.findLast(ts.isFunctionLike);
  if (number === undefined || !ts.isNumericLiteral(number) || !owner || !ts.isConstructorDeclaration(owner))
    return null;
  const { body, parameters } = owner;
  const last = parameters.at(-1);
  if (body === undefined || last?.dotDotDotToken !== undefined) return null;
  const { same, names } = numbersAndNames(owner, number.text);
  if (!same.includes(number)) return null;
  return {
    number: rangeOf(file, number),
    same: same.map((one) => rangeOf(file, one)),
    at: last?.end ?? parameters.pos,
    separator: last === undefined ? "" : ", ",
    names,
  };
}

/** Only in the body: the default of a parameter cannot refer to a later parameter. */
function numbersAndNames(
  { body, parameters }: ts.ConstructorDeclaration,
  text: string,
): { readonly same: readonly ts.Node[]; readonly names: ReadonlySet<string> } {
  const same: ts.Node[] = [];
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    const values =
      ts.isNewExpression(node) || ts.isCallExpression(node)
        ? (node.arguments ?? [])
        : ts.isPropertyAssignment(node)
          ? [node.initializer]
          : [];
    same.push(...values.filter((value) => ts.isNumericLiteral(value) && value.text === text));
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  for (const node of [...parameters.map(({ name }) => name), ...(body?.statements ?? [])]) visit(node);
  return { same, names };
}
