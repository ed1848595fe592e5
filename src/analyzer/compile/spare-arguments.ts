import { report } from "../run/machine.ts";
import { type CallExpression, isSpreadElement, type NewExpression, unwrapped } from "../syntax/index.ts";
import { findMember } from "../values/prototype.ts";
import type { ClassValue, FunctionCode, Value } from "../values/value.ts";
import { authorPlace, type Context } from "./context.ts";
import { nameOf } from "./refused.ts";

/**
 * Reports an argument that an author writes and a function of the library has no parameter for: it would be ignored. A call
 * that met a fault, so that there are more of them than before it, has been reported already. Undefined where nothing can be spare.
 */
export function compileSpareCheck(
  c: Context,
  node: CallExpression | NewExpression,
): ((callee: Value, faultsBefore: number) => void) | undefined {
  const given = node.arguments ?? [];
  if (c.isLibrary || c.file.isBroken || given.length === 0 || given.some(isSpreadElement)) return undefined;
  return (callee, faultsBefore) => {
    const most = mostArguments(callee);
    const spare = given[most];
    const at = spare === undefined ? null : authorPlace(c, spare);
    if (at === null || c.m.faults !== faultsBefore) return;
    const name = nameOf(c, unwrapped(node.expression)) ?? "It";
    report(c.m, { code: "spare-argument", at, data: { name, most, given: given.length } });
  };
}

/** Infinite for what is no code of the library. */
function mostArguments(callee: Value): number {
  if (callee.kind === "function") return ofLibrary(callee.code);
  if (callee.kind === "class") return ofConstructor(callee);
  if (callee.kind !== "object" || callee.module === null || callee.class === null)
    return Number.POSITIVE_INFINITY;
  const forward = findMember(callee.class, "forward")?.member;
  return forward?.kind === "value" && forward.value.kind === "function"
    ? ofLibrary(forward.value.code)
    : Number.POSITIVE_INFINITY;
}

function ofLibrary(code: FunctionCode | null): number {
  return code?.isLibrary ? code.most : Number.POSITIVE_INFINITY;
}

/** A class without a constructor passes its arguments on to its parent's. */
function ofConstructor({ code, parent }: ClassValue): number {
  if (code.construct !== null) return ofLibrary(code.construct);
  if (parent?.kind === "class") return ofConstructor(parent);
  return code.isLibrary ? 0 : Number.POSITIVE_INFINITY;
}
