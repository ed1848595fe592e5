import type { Shape } from "../../ir/index.ts";
import { unknownValue } from "../values/make.ts";
import type { ObjectValue, Value } from "../values/value.ts";
import { callFunction } from "./call.ts";
import { limits, type Machine } from "./machine.ts";
import { findMember } from "./prototype.ts";

/** What is known of one instance at most: a loop may call it thousands of times. */
const mostCalls = 16;

/** `block(x)`: its forward, in its scope. From outside every forward it is a model. */
export function callModule(m: Machine, instance: ObjectValue, args: readonly Value[]): Value {
  const outer = m.modelScope;
  m.modelScope = { root: outer?.root ?? instance, module: instance, outer };
  let output: Value;
  try {
    output = callForward(m, instance, args);
  } finally {
    m.modelScope = outer;
  }
  // While an input is only being found, nothing has really been called.
  if (m.onApply === null) remember(instance, args, output);
  if (outer === null && m.rootCalls.length < limits.models) {
    m.rootCalls.push({ root: instance, inputs: args, output, frame: m.frame });
  }
  return output;
}

function callForward(m: Machine, instance: ObjectValue, args: readonly Value[]): Value {
  const { class: cls } = instance;
  const own = instance.properties.get("forward");
  if (own?.kind === "function") return callFunction(m, own, instance, args);
  const found = cls === null ? undefined : findMember(cls, "forward");
  if (found?.member.kind !== "method" || found.owner.parent === null) {
    return unknownValue(`${cls?.name ?? "The module"} has no forward method`, cls?.code.place ?? null);
  }
  return callFunction(m, found.member.value, instance, args);
}

function remember({ module }: ObjectValue, args: readonly Value[], output: Value): void {
  if (module === null || module.calls.length >= mostCalls) return;
  module.calls.push({ inputs: args.flatMap((value) => shapesIn(value)), outputs: shapesIn(output) });
}

/** The shapes of the tensors in a value, in order. */
export function shapesIn(value: Value): readonly Shape[] {
  return tensorsIn(value).map((tensor) => tensor.shape);
}

/** All tensors in what a forward returned: one, or some in arrays and records, in order. */
export function tensorsIn(
  value: Value,
  around: readonly Value[] = [],
): readonly Extract<Value, { kind: "tensor" }>[] {
  if (value.kind === "tensor") return [value];
  if (around.includes(value)) return [];
  const inside = (part: Value) => tensorsIn(part, [...around, value]);
  if (value.kind === "array") return value.elements.flatMap(inside);
  if (value.kind === "object" && value.module === null) return [...value.properties.values()].flatMap(inside);
  return [];
}
