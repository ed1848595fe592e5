import type { Graph } from "../../src/ir/index.ts";
import { lowerGraph, type Parameter } from "../../src/passes/index.ts";
import { fillUniform, randomStream } from "../../src/runtime/random.ts";

/**
 * Numbers for a parameter under which a deep net's signal neither fades nor grows: weights uniform in ±√(6 / fan)
 * (He et al. 2015). PyTorch's defaults lose the input on the way, and then any two engines agree. Batch norms get
 * scales around 1, shifts, means, and variances that stay positive.
 */
export function testValues({ name, shape, init }: Parameter): Float32Array {
  const count = shape.reduce((a, b) => a * b, 1);
  const fan = shape.slice(1).reduce((a, b) => a * b, 1);
  const bound = shape.length > 1 ? Math.sqrt(6 / fan) : 0.3;
  const values = fillUniform(new Float32Array(count), bound, randomStream(7, name));
  const positive = shape.length === 1 && init.kind === "constant" && init.value === 1;
  return positive ? values.map((value) => 1 + value) : values;
}

export function testWeights(graph: Graph): ReadonlyMap<string, Float32Array> {
  const parameters = lowerGraph(graph).stages.flatMap((stage) => Object.values(stage.parameters));
  return new Map(parameters.map((parameter) => [parameter.name, testValues(parameter)]));
}
