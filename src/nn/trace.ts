import { buildGraph, type Graph, type ModulePath, type Recorded } from "../ir/index.ts";
import { enterModel } from "../ops/index.ts";
import type { ModelCall } from "./models.ts";
import { modulePaths } from "./module-paths.ts";
import { Tensor } from "./tensor.ts";

/** The graph of one call of a model, cut at the tensors that were handed in. */
export function traceModel(call: ModelCall): Graph {
  const paths = modulePaths(call.root);
  const inputs = call.inputs.filter((input) => input instanceof Tensor);
  const records = new Map<Tensor, Recorded>();
  inputs.forEach((tensor, index) => {
    records.set(tensor, inputRecord(tensor, index));
  });
  const outputs = tensorsIn(call.output);
  for (const output of outputs) record(output, records, paths.pathOf);
  return buildGraph({
    name: paths.classAt(""),
    inputs: inputs.map((tensor) => recorded(records, tensor)),
    outputs: outputs.map((tensor) => recorded(records, tensor)),
    moduleAt: (path) => ({ className: paths.classAt(path), source: null }),
  });
}

/** Calls the model on the inputs and gives the graph of that call. */
export function trace(root: ModelCall["root"], ...inputs: readonly Tensor[]): Graph {
  return traceModel({ root, inputs, output: root(...(inputs as never[])) });
}

/** All tensors in what a forward returned: one, or some in arrays and records, in order. */
export function tensorsIn(value: unknown): readonly Tensor[] {
  if (value instanceof Tensor) return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(tensorsIn);
}

function inputRecord(tensor: Tensor, index: number): Recorded {
  const { op, attrs } = enterModel(tensor.application, tensor.dims, index);
  return { op, attrs, inputs: [], shape: tensor.dims, module: "", owner: null, source: null };
}

/** Records the tensor and all it depends on, by an explicit stack: a chain may be longer than the call stack. */
function record(output: Tensor, records: Map<Tensor, Recorded>, pathOf: (module: object) => ModulePath): void {
  const stack = [output];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const pending = records.has(top) ? [] : top.application.inputs.filter((input) => !records.has(input));
    if (pending.length > 0) {
      stack.push(...pending);
    } else {
      if (!records.has(top)) records.set(top, recordOf(top, records, pathOf));
      stack.pop();
    }
  }
}

function recordOf(
  tensor: Tensor,
  records: Map<Tensor, Recorded>,
  pathOf: (module: object) => ModulePath,
): Recorded {
  const { op, attrs, inputs, owner, scope } = tensor.application;
  return {
    op,
    attrs,
    inputs: inputs.map((input) => recorded(records, input)),
    shape: tensor.dims,
    module: scope === null ? "" : pathOf(scope.module),
    owner: owner === null ? null : pathOf(owner),
    source: null,
  };
}

function recorded(records: Map<Tensor, Recorded>, tensor: Tensor): Recorded {
  const found = records.get(tensor);
  if (found === undefined) throw new Error("A tensor was used before it was recorded.");
  return found;
}
