import type { Weights } from "../../ir/index.ts";
import type { Parameter } from "../../passes/index.ts";
import { elements } from "../elements.ts";
import { RuntimeFault } from "../faults.ts";
import { fillUniform, randomStream } from "../random.ts";

/**
 * A parameter's numbers: the caller's where given, else made from the seed and the parameter's name: a
 * constant, or uniform in ±1/√fan, which is what PyTorch's `kaiming_uniform_(a=√5)` comes to.
 */
export function parameterValues(parameter: Parameter, weights: Weights, seed: number): Float32Array {
  const given = weights.get(parameter.name);
  const count = elements(parameter.shape);
  if (given !== undefined && given.length !== count) {
    const shape = parameter.shape.join("×");
    throw new RuntimeFault(
      "wrong-weights",
      `${parameter.name} has ${given.length} numbers and needs ${shape}.`,
    );
  }
  return given ?? initial(parameter, new Float32Array(count), seed);
}

function initial({ name, init }: Parameter, target: Float32Array, seed: number): Float32Array {
  if (init.kind === "constant") return target.fill(init.value);
  return fillUniform(target, 1 / Math.sqrt(init.fanIn), randomStream(seed, name));
}
