import type { FileRange } from "../../base/index.ts";
import { methodInstead } from "../../problems/index.ts";
import type { Machine } from "../run/machine.ts";
import { callMember } from "../run/members/members.ts";
import { raiseCertain } from "../run/refuse.ts";
import { unknownValue } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import { inFrame } from "./host-errors.ts";

/** What calculates or compares: `left operator right`. */
export type Rule = (left: Value, right: Value) => Value;

/** The rule for everything but tensors: with one, the operator throws where the file runs. */
export function refusingTensors(m: Machine, operator: string, place: FileRange | null, rule: Rule): Rule {
  return (left, right) =>
    left.kind === "tensor" || right.kind === "tensor"
      ? tensorOperator(
          m,
          { operator, isUnary: false, ...(isTurnable(left) && { isTurned: true }) },
          [left, right],
          place,
        )
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

interface Operator {
  readonly operator: string;
  readonly isUnary: boolean;
  readonly isTurned?: boolean;
}

/** Reports an operator on a tensor, and goes on with what the method would give that is meant. */
export function tensorOperator(
  m: Machine,
  data: Operator,
  operands: readonly Value[],
  place: FileRange | null,
): Value {
  const at = place ?? m.frame?.place ?? null;
  if (at !== null) raiseCertain(m, { code: "tensor-operator", at, data });
  const call = meantCall(m, data, operands);
  return call === undefined ? unknownValue(`Tensors have no ${data.operator}`, at) : inFrame(m, at, call);
}

/** The call that is meant. Not of a comparison: where that is a condition, the tensor that it gives would always hold. */
function meantCall(
  m: Machine,
  { operator, isUnary, isTurned = false }: Operator,
  operands: readonly Value[],
): (() => Value) | undefined {
  const [self, other] = isTurned ? [operands[1], operands[0]] : operands;
  if (self === undefined) return undefined;
  if (isUnary) return operator === "-" ? () => callMember(m, self, "neg", []) : undefined;
  const method = arithmetic.has(operator) ? methodInstead(operator, isTurned) : undefined;
  const isMeant = self.kind === "tensor" && (other?.kind === "tensor" || other?.kind === "number");
  if (method === undefined || !isMeant) return undefined;
  // `neg().add` of the right operand is what `-` means with a number before it.
  const [last = "", before] = method.split("().").reverse();
  return () => callMember(m, before === undefined ? self : callMember(m, self, before, []), last, [other]);
}

const arithmetic: ReadonlySet<string> = new Set(["+", "-", "*", "/", "**"]);
