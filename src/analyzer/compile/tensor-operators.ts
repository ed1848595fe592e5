import type { FileRange } from "../../base/index.ts";
import type { Machine } from "../run/machine.ts";
import { raiseCertain } from "../run/refuse.ts";
import { unknownValue } from "../values/make.ts";
import type { UnknownValue, Value } from "../values/value.ts";

/** What calculates or compares: `left operator right`. */
export type Rule = (left: Value, right: Value) => Value;

/** The rule for everything but tensors: with one, the operator throws where the file runs. */
export function refusingTensors(m: Machine, operator: string, place: FileRange | null, rule: Rule): Rule {
  return (left, right) =>
    left.kind === "tensor" || right.kind === "tensor"
      ? tensorOperator(m, { operator, isUnary: false, ...(isTurnable(left) && { isTurned: true }) }, place)
      : rule(left, right);
}

/** Whether this can be an argument of the right operand's methods: a number, or what may be one. */
function isTurnable({ kind }: Value): boolean {
  return kind === "number" || kind === "unknown";
}

/** The rule of `==` and `!=`, which convert a tensor only where the other side is a number, a text or a boolean. */
export function comparingTensors(m: Machine, operator: string, place: FileRange | null, rule: Rule): Rule {
  const refused = refusingTensors(m, operator, place, rule);
  return (left, right) =>
    converting.has(left.kind) || converting.has(right.kind) ? refused(left, right) : rule(left, right);
}

const converting: ReadonlySet<Value["kind"]> = new Set(["number", "string", "boolean", "bigint"]);

/** Reports an operator on a tensor. */
export function tensorOperator(
  m: Machine,
  data: { readonly operator: string; readonly isUnary: boolean; readonly isTurned?: boolean },
  place: FileRange | null,
): UnknownValue {
  const at = place ?? m.frame?.place ?? null;
  if (at !== null) raiseCertain(m, { code: "tensor-operator", at, data });
  return unknownValue(`Tensors have no ${data.operator}`, at);
}
