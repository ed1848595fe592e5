import { isUnknown, printShape, shapesDiffer } from "../../ir/index.ts";
import { calculatedOfRandom } from "../../ops/index.ts";
import type { Problem } from "../../problems/index.ts";
import type { Machine } from "../run/machine.ts";
import { nativeValue } from "../run/native-value.ts";
import {
  becomeContiguous,
  becomes,
  isOpenTensor,
  isScatteredTensor,
  renew,
  stateOf,
} from "../run/recipes/tensor-states.ts";
import { setProperty } from "../values/containers.ts";
import { tensorValue, undefinedValue, unknownValue } from "../values/make.ts";
import type { TensorValue, UnknownValue, Value } from "../values/value.ts";
import { refuse } from "./arguments.ts";
import { keepBatch } from "./batches.ts";
import { startIn, startValue } from "./starts.ts";

/** What the analyzer knows of changes in place beside the source of `nn/tensor.ts`. */
export const inPlaceIntrinsics: Readonly<Record<string, Value>> = {
  overwrite: nativeValue("overwrite", (m, _, [op, tensor = undefinedValue, result = undefinedValue]) => {
    if (op?.kind !== "string" || tensor.kind !== "tensor" || result.kind !== "tensor") return result;
    const held = heldTensor(m, result, op.text);
    return held.kind === "unknown" ? held : overwrite(m, op.text, tensor, held);
  }),
  copyOf: nativeValue("copyOf", (m, _, [tensor = undefinedValue]) =>
    tensor.kind === "tensor" ? copyOf(m, tensor) : tensor,
  ),
  contiguousOf: nativeValue("contiguousOf", (m, _, [tensor = undefinedValue]) => {
    if (tensor.kind !== "tensor") return tensor;
    const held = heldTensor(m, tensor, "identity");
    if (held.kind === "unknown") return held;
    if (isScatteredTensor(tensor)) return copyOf(m, tensor);
    becomeContiguous(tensor);
    return tensor;
  }),
};

/** What the tensor holds now; unknown, with a report, where a view of it was changed in a way that is not followed. */
export function heldTensor(m: Machine, tensor: TensorValue, op: string): TensorValue | UnknownValue {
  if (renew(m, tensor)) return stateOf(m, tensor);
  if (!isOpenTensor(tensor)) refuse(m, tensor, { code: "changed-in-place", data: { why: "view" } }, op);
  return unknownValue("A view of it was changed in place", m.frame?.place ?? null);
}

function overwrite(m: Machine, op: string, tensor: TensorValue, result: TensorValue): Value {
  const { kept } = tensor.made;
  const start = kept === undefined ? null : startIn(m, result, kept);
  const isRefused = kept !== undefined && start === null && m.modelScope !== null;
  const problem = isRefused ? keptProblem : shapeProblem(tensor, result);
  if (problem !== null) {
    // The call is at fault, wherever the tensor comes from.
    if (!result.made.isGuess) refuse(m, { ...result, origin: null }, problem, op);
    return result;
  }
  // What follows from a problem is none: such a model is not run, so nothing else need know of the change.
  if (tensor.made.isGuess) return result;
  keepBatch(stateOf(m, tensor).made, result.made);
  if (kept !== undefined) setProperty(m, kept, "start", start === null ? openStart(m) : startValue(m, start));
  else becomes(m, tensor, result);
  return tensor;
}

function openStart(m: Machine): Value {
  return unknownValue(calculatedOfRandom, m.frame?.place ?? null);
}

const keptProblem: Problem = { code: "changed-in-place", data: { why: "kept" } };

function shapeProblem({ shape }: TensorValue, { shape: result }: TensorValue): Problem | null {
  // Nothing that follows from an unknown size is a problem.
  const isOpen = [...shape, ...result].some(isUnknown) && !shapesDiffer(shape, result);
  if (isOpen || printShape(result) === printShape(shape)) return null;
  return { code: "changed-in-place", data: { why: "shape", shape, result } };
}

function copyOf(m: Machine, tensor: TensorValue): Value {
  const held = heldTensor(m, tensor, "identity");
  if (held.kind === "unknown") return held;
  const { kept: _, ...made } = held.made;
  const value = tensorValue(made, tensor.shape, tensor.origin);
  becomes(m, value, held);
  return value;
}
