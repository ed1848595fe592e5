import type { Graph } from "../../../src/ir/index.ts";
import * as library from "../../../src/nn/index.ts";
import { trace } from "../../../src/nn/running/trace.ts";
import { parametersIn } from "../../../src/passes/index.ts";
import { openSession, requirePlan } from "../../../src/runtime/index.ts";
import { backends } from "../../support/kernels.ts";
import type { Answer, Output } from "./answer.ts";
import { type Call, constructionOf, inWords, isLayer, tensorsOf } from "./call.ts";
import { filled, filledWeight } from "./fill.ts";

type Code = (...values: readonly unknown[]) => unknown;

/** Runs a call as an author's file would. */
export async function runHere(call: Call): Promise<Answer> {
  let traced: Traced;
  try {
    traced = tracedOf(call);
  } catch (error) {
    return { error: String(error) };
  }
  try {
    return { outputs: await outputsOf(traced, call) };
  } catch (error) {
    return { error: `${failed} ${error}` };
  }
}

/** What an error begins with where the call was not refused before it ran. */
export const failed = "The run failed:";

async function outputsOf({ graph, names }: Traced, call: Call): Promise<readonly Output[]> {
  const weights = new Map(
    parametersIn(graph).map(({ name, shape }) => [name, filledWeight(name, names.indexOf(name), shape)]),
  );
  const session = openSession(requirePlan(graph), { kernel: backends.at(-1) ?? noKernel(), weights });
  const given = call.inputs.map((shape, place) => filled(call.fill, place, shape));
  const { outputs } = await session.run(graph.inputs.map((_, index) => given[index] ?? null));
  const answer = outputs.map(({ shape, data }) => ({ shape, data: Float32Array.from(data) }));
  session.dispose();
  return answer;
}

interface Traced {
  readonly graph: Graph;
  /** What the layer keeps, in the order of its `state_dict`. */
  readonly names: readonly string[];
}

/** Throws what the library refuses the call with. */
export function graphOf(call: Call): Graph {
  return tracedOf(call).graph;
}

function tracedOf(call: Call): Traced {
  const called = code(["layer", ...tensorsOf(call)], inWords(call, isLayer(call) ? "layer" : undefined));
  const model = new (class extends library.nn.Module {
    readonly layer = isLayer(call) ? code([], constructionOf(call))() : null;

    forward(...tensors: readonly library.Tensor[]): unknown {
      return called(this.layer, ...tensors);
    }
  })();
  const graph = trace(model, ...call.inputs.map((shape) => library.input(shape)));
  return { graph, names: Object.keys(model.stateDict()) };
}

const known = Object.entries(library);

function code(names: readonly string[], text: string): Code {
  const run = new Function(...known.map(([name]) => name), ...names, `return ${text}`);
  return (...values) => run(...known.map(([, value]) => value), ...values);
}

function noKernel(): never {
  throw new Error("There is no kernel.");
}
