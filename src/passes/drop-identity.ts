import type { NodeId } from "../ir/index.ts";
import type { PickLowering } from "../ops/index.ts";
import type { Program, Stage } from "./program.ts";

/**
 * Removes stages whose output is their input (dropout at inference, a padding of nothing) and lets their readers read the input
 * itself. A dropped node's value is its input's: `aliases` maps one to the other.
 */
export function dropIdentity(program: Program): {
  readonly program: Program;
  readonly aliases: ReadonlyMap<NodeId, NodeId>;
} {
  const aliases = new Map<NodeId, NodeId>();
  const stages: Stage[] = [];
  const shapes = new Map(program.stages.map(({ value, shape }) => [value, shape.join()]));
  const target = (id: NodeId): NodeId => aliases.get(id) ?? id;
  for (const stage of program.stages) {
    const [source] = stage.inputs;
    // A row that becomes a stack of one row is the same numbers, but not the same shape.
    const keepsShape = source !== undefined && shapes.get(source) === stage.shape.join();
    if (source !== undefined && isIdentity(stage, keepsShape)) aliases.set(stage.value, target(source));
    else stages.push({ ...stage, inputs: stage.inputs.map(target) });
  }
  return { program: { stages, outputs: program.outputs.map(target) }, aliases };
}

function isIdentity({ lowering }: Stage, keepsShape: boolean): boolean {
  return lowering.family === "identity" || (lowering.family === "pick" && keepsShape && takesAll(lowering));
}

/** Whether every axis is taken as it is. */
function takesAll({ sizes, places }: PickLowering): boolean {
  return places.every(
    (axis, i) => axis === null || (axis.length === sizes[i] && axis.every((place, at) => place === at)),
  );
}
