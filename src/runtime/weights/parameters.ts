import type { Weights } from "../../ir/index.ts";
import type { ConcreteInit, Parameter } from "../../passes/index.ts";
import { elements } from "../elements.ts";
import { RuntimeFault } from "../faults.ts";
import { fillNormal, fillUniform, randomStream } from "../random.ts";
import { calculate } from "./calculate.ts";

/**
 * A parameter's numbers: the caller's where given, else made as its `init` says, what is random of it from the seed and the
 * parameter's name. Uniform in ±1/√fan is what PyTorch's `kaiming_uniform_(a=√5)` comes to.
 */
export function parameterValues(parameter: Parameter, weights: Weights, seed: number): Float32Array {
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
  return given ?? initial(parameter.name, init, new Float32Array(count), seed);
}

function initial(
  name: string,
  init: Exclude<ConcreteInit, { kind: "calculated" }>,
  target: Float32Array,
  seed: number,
): Float32Array {
  if (init.kind === "constant") return target.fill(init.value);
  if (init.kind === "numbers") return Float32Array.from(init.values);
  const stream = randomStream(seed, name);
  if (init.kind === "normal") return fillNormal(target, stream, init.mean, init.deviation);
  if (init.kind === "kaiming-uniform") return fillUniform(target, 1 / Math.sqrt(init.fanIn), stream);
  return fillUniform(target, (init.to - init.from) / 2, stream, (init.from + init.to) / 2);
}
