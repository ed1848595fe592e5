import { type FileRange, printThing } from "../../base/index.ts";
import type { Problem } from "../../problems/index.ts";
import { refuse } from "../run/refuse.ts";
import { throwError } from "../run/throw-error.ts";
import { type Expression, homeOfThis, type Node, SyntaxKind, textOf, unwrapped } from "../syntax/index.ts";
import { printKey } from "../values/keys.ts";
import { unknownValue } from "../values/make.ts";
import { thingOf } from "../values/prototype.ts";
import type { UnknownValue, Value } from "../values/value.ts";
import { authorPlace, type Context } from "./context.ts";

/** Refuses what an author wrote; the library's own code and half-typed files only get the unknown value. */
export function refused(c: Context, problem: Problem, at: FileRange | null, reason: string): UnknownValue {
  if (at === null || c.file.isBroken) return unknownValue(reason, at);
  return refuse(c.m, problem, at, reason);
}

const longestName = 40;

/** An expression as messages quote it, without type assertions and parentheses; null if it is too long for that. */
export function nameOf(c: Context, node: Node): string | null {
  if (c.isLibrary) return null;
  const text = textOf(c.file, unwrapped(node as Expression));
  return text.length > longestName || text.includes("\n") ? null : text;
}

/** Refuses to take a member of `undefined` or `null`, which `owner` stands for. */
export function refuseNullish(
  c: Context,
  owner: Node,
): (value: Value, name: string | undefined) => UnknownValue {
  const at = authorPlace(c, owner);
  return (value, name) => {
    // In the library's own code the fault is a wrong argument: the author's call ends with the host's error.
    if (c.isLibrary) throwError(c.m, "TypeError", cannotRead(value, name));
    const what = thingOf(value);
    const isThis = owner.kind === SyntaxKind.ThisKeyword && { isThis: homeOfThis(c.file, owner) };
    const data = {
      name: name === undefined ? null : printKey(name),
      of: nameOf(c, owner) ?? "This",
      what,
      ...isThis,
    };
    return refused(c, { code: "undefined-member", data }, at, `It is ${printThing(what)}`);
  };
}

function cannotRead({ kind }: Value, name: string | undefined): string {
  return `Cannot read properties of ${kind}${name === undefined ? "" : ` (reading '${printKey(name)}')`}`;
}
