import { plainNumber } from "./arithmetic.ts";
import { numberValue, stringValue } from "./make.ts";
import type { UnknownValue, Value } from "./value.ts";

/* Texts and numbers of which a few are all that a value may be, because conditions decide between them. */

const mostPossible = 4;

/**
 * An unknown text or number that is one of two others, with all that it may be where those are few. Where one of them comes from
 * what happens any number of times, it may be anything: the next time goes on from what the last one gave.
 */
export function oneOf(left: Value, right: Value, unknown: UnknownValue, repeats = false): UnknownValue {
  const { isOneOf: _, ...open } = unknown;
  const [some, others] = [possibleOf(left), possibleOf(right)];
  if (repeats || some === undefined || others === undefined)
    return unknown.isOneOf === undefined ? unknown : open;
  const isOneOf = [...new Set([...some, ...others])];
  return isOneOf.length > mostPossible ? open : { ...open, isOneOf };
}

export function possibleValues(isOneOf: readonly (string | number)[]): readonly Value[] {
  return isOneOf.map((one) => (typeof one === "string" ? stringValue(one) : numberValue(one)));
}

/** All that a text or number may be, where that is known. */
export function possibleOf(value: Value): readonly (string | number)[] | undefined {
  if (value.kind === "unknown") return value.isOneOf;
  if (value.kind === "string") return [value.text];
  const plain = plainNumber(value);
  return plain === undefined ? undefined : [plain];
}
