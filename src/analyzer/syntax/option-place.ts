import ts from "typescript";
import type { Range } from "../../base/index.ts";
import { bare } from "./number-of.ts";
import type { ParsedFile } from "./parse.ts";
import { nodeAt } from "./queries.ts";

/** Where to write another option into a construction or call. */
export interface OptionPlace {
  readonly at: Range;
  /** `, bias: false`, or with braces around it where there are no options yet. */
  readonly text: string;
}

/**
 * Where to write `name: value` into the construction or call at this range; its options follow `required`
 * arguments. Null where the option is there already, or where the arguments do not show what they hold.
 */
export function placeOfOption(
  file: ParsedFile,
  range: Range,
  required: number,
  option: { readonly name: string; readonly value: string },
): OptionPlace | null {
  const node = nodeAt(file, range);
  const isCall = node !== undefined && (ts.isNewExpression(node) || ts.isCallExpression(node));
  const given = isCall ? (node.arguments ?? []) : [];
  const [last, options] = [given[required - 1], given[required]];
  if (last === undefined || given.some(ts.isSpreadElement)) return null;
  const words = `${option.name}: ${option.value}`;
  if (options === undefined) return behind(last, `, { ${words} }`);
  const object = bare(options);
  if (!ts.isObjectLiteralExpression(object)) return null;
  const names = object.properties.map(({ name }) => (name && ts.isIdentifier(name) ? name.text : null));
  const lastOption = object.properties.at(-1);
  if (lastOption === undefined || names.includes(null) || names.includes(option.name)) return null;
  return behind(lastOption, `, ${words}`);
}

function behind({ end }: ts.Node, text: string): OptionPlace {
  return { at: { start: end, end }, text };
}
