import { type CallGraph, recordCall } from "../../ir/index.ts";
import { enterModel } from "../../ops/index.ts";
import type { RootCall } from "../run/machine.ts";
import { tensorsIn } from "../values/tensors-in.ts";
import type { Made, ObjectValue } from "../values/value.ts";
import { type ModuleTree, moduleTree } from "./module-tree.ts";

/** The graph of one call of a model, and where each application of an op stands in it. */
interface ModelGraph extends CallGraph<Made> {
  readonly tree: ModuleTree;
}

/** Undefined where the call gave no tensor. */
export function modelGraph(call: RootCall, name?: string): ModelGraph | undefined {
  const outputs = tensorsIn(call.output).map(({ made }) => made);
  if (outputs.length === 0) return undefined;
  const tree = moduleTree(call.root);
  const ownName = name ?? classNameOf(tree.moduleAt(""));
  const recorded = recordCall<Made, ObjectValue>({
    name: ownName,
    inputs: call.inputs.flatMap((input) => tensorsIn(input)).map(({ made }) => made),
    outputs,
    applicationOf: (made) => made,
    argument: (made, index) => enterModel(made, made.shape, index),
    pathOf: tree.pathOf,
    moduleAt(path) {
      const module = tree.moduleAt(path);
      const className = path === "" ? ownName : classNameOf(module);
      return { className, source: module?.module?.frame?.place ?? null };
    },
  });
  return { ...recorded, tree };
}

function classNameOf(module: ObjectValue | undefined): string {
  return module?.class?.name ?? "Module";
}
