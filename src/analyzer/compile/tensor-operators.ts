import type { FileRange } from "../../base/index.ts";
import { isCertain, type Machine, report } from "../run/machine.ts";
import { unknownValue } from "../values/make.ts";
import type { UnknownValue, Value } from "../values/value.ts";

/** What calculates or compares: `left operator right`. */
export type Rule = (left: Value, right: Value) => Value;

/** The rule for everything but tensors: with one, the operator throws where the file runs. */
export function refusingTensors(m: Machine, operator: string, place: FileRange | null, rule: Rule): Rule {
  return (left, right) =>
    left.kind === "tensor" || right.kind === "tensor"
      ? tensorOperator(m, { operator, isUnary: false }, place)
      : rule(left, right);
}

/** Reports an operator on a tensor. */
export function tensorOperator(
  m: Machine,
  data: { readonly operator: string; readonly isUnary: boolean },
  place: FileRange | null,
): UnknownValue {
  const at = place ?? m.frame?.place ?? null;
  if (at !== null && isCertain(m)) report(m, { code: "tensor-operator", at, data });
  return unknownValue(`Tensors have no ${data.operator}`, at);
}
