import ts from "typescript";
import type { Range } from "../../base/index.ts";
import { bare } from "./number-of.ts";
import type { ParsedFile } from "./parse.ts";
import { nodeAt } from "./queries.ts";

/** Where a construction or call takes an option that it is not given yet. */
export interface OptionPlace {
  readonly at: Range;
  /** `, bias: false`, or with braces around it where there are no options yet. */
  readonly text: string;
}

/**
 * Where `name: value` can be written into the construction or call at this range, whose options follow so many
 * arguments; null where it is written already, or where the arguments do not show what they hold.
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
