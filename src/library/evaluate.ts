import type { ModulePath } from "../ir/index.ts";
import { type Ancestry, traceAncestry } from "../nn/running/trace.ts";
import type { Traced } from "../nn/running/traced.ts";
import { currentSeed } from "../nn/streams.ts";
import { firstUnknownShape, lowerGraph } from "../passes/index.ts";
import { openSession, requirePlan, type Weights } from "../runtime/index.ts";
import { parameterValues } from "../runtime/weights/parameters.ts";
import { nodeKernel } from "./node-kernel.ts";

/**
 * Computes a tensor from everything that it was made of, on the kernel. Throws a `RuntimeFault` where that
 * cannot be: a size that is only named, or more memory than there may be.
 */
export async function evaluateTensor(tensor: Traced): Promise<Float32Array> {
  const seed = currentSeed();
  const ancestry = traceAncestry(tensor);
  const kernel = await nodeKernel();
  const plan = requirePlan(ancestry.graph);
  const session = openSession(plan, { kernel, seed, weights: weightsOf(ancestry, seed) });
  try {
    const { outputs } = await session.run();
    const [output] = outputs;
    if (output === undefined) throw new Error("A run gave no output.");
    return output.data;
  } finally {
    session.dispose();
  }
}

/**
 * Where several models took part, their parameters bear their model's prefix in the graph, yet each starts
 * from the numbers that it has when the model runs alone.
 */
function weightsOf({ graph, models }: Ancestry, seed: number): Weights {
  const weights = new Map<string, Float32Array>();
  if (models.length < 2 || firstUnknownShape(graph) !== undefined) return weights;
  for (const { parameters } of lowerGraph(graph).stages) {
    for (const parameter of Object.values(parameters)) {
      const name = withoutPrefix(
        parameter.name,
        models.map(({ prefix }) => prefix),
      );
      weights.set(parameter.name, parameterValues({ ...parameter, name }, new Map(), seed));
    }
  }
  return weights;
}

function withoutPrefix(name: string, prefixes: readonly ModulePath[]): string {
  const prefix = prefixes.find((candidate) => name.startsWith(`${candidate}.`));
  return prefix === undefined ? name : name.slice(prefix.length + 1);
}
