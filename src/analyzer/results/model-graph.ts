import { buildGraph, type Graph, type Recorded, scheduleRecording } from "../../ir/index.ts";
import { enterModel } from "../../ops/index.ts";
import type { RootCall } from "../run/machine.ts";
import { tensorsIn } from "../values/tensors-in.ts";
import type { Made, ModelScope, ObjectValue } from "../values/value.ts";
import { type ModuleTree, moduleTree } from "./module-tree.ts";

/** The graph of one call of a model, and where each application of an op stands in it. */
interface ModelGraph {
  readonly graph: Graph;
  readonly tree: ModuleTree;
  readonly nodes: ReadonlyMap<Made, number>;
}

/** As `nn/trace.ts` does for a call that really ran; undefined where the call gave no tensor. */
export function modelGraph(call: RootCall, name?: string): ModelGraph | undefined {
  const tree = moduleTree(call.root);
  const records = new Map<Made, Recorded>();
  const inputs = call.inputs.flatMap((input) => tensorsIn(input)).map(({ made }) => made);
  inputs.forEach((made, index) => {
    records.set(made, inputRecord(made, index));
  });
  const outputs = tensorsIn(call.output).map(({ made }) => made);
  if (outputs.length === 0) return undefined;
  for (const output of outputs) record(output, records, tree);
  const recording = {
    name: name ?? tree.moduleAt("")?.class?.name ?? "Module",
    inputs: inputs.map((made) => recorded(records, made)),
    outputs: outputs.map((made) => recorded(records, made)),
  };
  const graph = buildGraph({
    ...recording,
    moduleAt: (path) => {
      const module = tree.moduleAt(path);
      const className = path === "" ? recording.name : (module?.class?.name ?? "Module");
      return { className, source: module?.module?.frame?.place ?? null };
    },
  });
  const ids = new Map(scheduleRecording(recording).map((entry, id) => [entry, id]));
  const nodes = new Map([...records].flatMap(([made, entry]) => numbered(made, ids.get(entry))));
  return { graph, tree, nodes };
}

function numbered(made: Made, id: number | undefined): readonly (readonly [Made, number])[] {
  return id === undefined ? [] : [[made, id]];
}

function inputRecord(made: Made, index: number): Recorded {
  const { op, attrs } = enterModel(made, made.shape, index);
  return { op, attrs, inputs: [], shape: made.shape, module: "", owner: null, source: made.source };
}

/** Records the application and all that it depends on, inputs first, left to right, by an explicit stack. */
function record(output: Made, records: Map<Made, Recorded>, tree: ModuleTree): void {
  const stack = [output];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const pending = records.has(top) ? [] : top.inputs.filter((input) => !records.has(input));
    if (pending.length > 0) {
      stack.push(...pending.reverse());
    } else {
      if (!records.has(top)) records.set(top, recordOf(top, records, tree));
      stack.pop();
    }
  }
}

function recordOf(made: Made, records: Map<Made, Recorded>, tree: ModuleTree): Recorded {
  const { op, attrs, inputs, owner, scope, shape, source } = made;
  // Callers are named from the outside in, so that a loose block's layers are named below it.
  const paths = callers(scope).map((module) => tree.pathOf(module));
  return {
    op,
    attrs,
    inputs: inputs.map((input) => recorded(records, input)),
    shape,
    module: paths.at(-1) ?? "",
    owner: owner === null ? null : tree.pathOf(owner),
    source,
  };
}

/** The modules whose forwards were running, outermost first. */
function callers(scope: ModelScope | null): readonly ObjectValue[] {
  const modules: ObjectValue[] = [];
  for (let at = scope; at !== null; at = at.outer) modules.push(at.module);
  return modules.reverse();
}

function recorded(records: ReadonlyMap<Made, Recorded>, made: Made): Recorded {
  const found = records.get(made);
  if (found === undefined) throw new Error("A tensor was used before it was recorded.");
  return found;
}
