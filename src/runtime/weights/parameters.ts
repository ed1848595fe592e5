import type { Weights } from "../../ir/index.ts";
import type { Parameter } from "../../passes/index.ts";
import { elements } from "../elements.ts";
import { RuntimeFault } from "../faults.ts";
import { calculate } from "./calculate.ts";
import { fillInitial } from "./initial.ts";

/** Memory for this many numbers. It is not cleared: old numbers may still be in it. */
export type NewRoom = (count: number) => Float32Array;

/**
 * A parameter's numbers: the caller's where given, else made as its `init` says, what is random of it from the seed and the
 * parameter's name, in memory that `newRoom` gives. Uniform in ±1/√fan is what PyTorch's `kaiming_uniform_(a=√5)` comes to.
 */
export function parameterValues(
  parameter: Parameter,
  weights: Weights,
  seed: number,
  newRoom: NewRoom = (count) => new Float32Array(count),
): Float32Array {
  const { init } = parameter;
  if (init.kind === "calculated") return calculate(init.steps, (one) => parameterValues(one, weights, seed));
  const given = weights.get(parameter.name);
  const count = elements(parameter.shape);
  if (given !== undefined && given.length !== count) {
    const shape = parameter.shape.join("×");
    throw new RuntimeFault(
      "wrong-weights",
      `${parameter.name} has ${given.length} numbers and needs ${shape}.`,
    );
  }
  return given ?? fillInitial(newRoom(count), init, parameter.shape, { seed, name: parameter.name });
}
