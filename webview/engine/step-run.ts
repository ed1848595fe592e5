import type { NodeId, OutputTensor } from "../../src/ir/index.ts";
import { createExplainer, type Explainer, type Part, type Place } from "../../src/runtime/index.ts";
import type { LastRun } from "./last-run.ts";
import type { Plane, SteppedElement, StepRequest } from "./step-messages.ts";

/** What explanations of one node read, kept while the author goes from element to element. */
interface Held {
  readonly explainer: Explainer;
  readonly tensors: ReadonlyMap<NodeId, OutputTensor>;
  readonly node: NodeId;
  /** The node whose value the run left: the same, or the last of the step that it is merged into. */
  readonly kept: NodeId;
}

const heldOf = new WeakMap<LastRun, Held>();

/** Explains an element of the last run. Its tensors are made by running again, once for each node. */
export async function stepOfLastRun(run: LastRun, request: StepRequest): Promise<SteppedElement | null> {
  const before = heldOf.get(run);
  const held = before?.node === request.node ? before : await holdFor(run, request.node);
  heldOf.set(run, held);
  return stepped(run, held, request);
}

async function holdFor(run: LastRun, node: NodeId): Promise<Held> {
  const { session, inputs } = run;
  const { graph } = session.plan.origin;
  const tensors = new Map<NodeId, OutputTensor>();
  const parameters = new Map<string, Float32Array>();
  const explainer = createExplainer({
    graph,
    tensor: (id) => tensors.get(id) ?? null,
    parameter(parameter) {
      const values = parameters.get(parameter.name) ?? session.parameter(parameter);
      parameters.set(parameter.name, values);
      return values;
    },
  });
  const fused = new Map<NodeId, NodeId>();
  let missing: readonly NodeId[] = [node, ...explainer.reads(node)];
  while (missing.length > 0) {
    const { kept } = await session.run(inputs, { keep: missing, stopWhenKept: true });
    const found = missing.flatMap((id) => {
      const value = kept.get(id);
      if (value?.kind === "map") tensors.set(id, value.tensor);
      if (value?.kind !== "fused") return [];
      fused.set(id, value.into);
      // What the merged node reads, and for comparison the step's own result with what that reads.
      const last = id === node ? [value.into, ...explainer.reads(value.into)] : [];
      return [...explainer.reads(id), ...last];
    });
    missing = [...new Set(found)].filter((id) => !tensors.has(id) && !fused.has(id));
  }
  return { explainer, tensors, node, kept: fused.get(node) ?? node };
}

function stepped({ session }: LastRun, held: Held, request: StepRequest): SteppedElement | null {
  const { graph } = session.plan.origin;
  const node = graph.nodes[request.node];
  const { kept } = held;
  const tensor = held.tensors.get(kept);
  if (node === undefined || tensor === undefined) return null;
  const { shape } = tensor;
  const place = placeWithin(shape, request.place);
  const explanation = held.explainer.explain(node.id, place);
  const part = explanation?.parts[Math.min(request.part, explanation.parts.length - 1)];
  return {
    ...{ node: node.id, shape, place, explanation, inputs: node.inputs },
    run: {
      node: kept,
      value: held.explainer.at(kept, place),
      worked: (kept === node.id ? explanation : held.explainer.explain(kept, place))?.value ?? Number.NaN,
    },
    output: planeOf(tensor, place),
    source: part === undefined ? null : sourceOf(held, node.inputs, part),
  };
}

/** The requested place where the shape has it, else one in the middle of the first plane. */
function placeWithin(shape: readonly number[], place: Place | null): Place {
  const fits = place?.length === shape.length && place.every((index, axis) => index < (shape[axis] ?? 0));
  if (place !== null && fits) return place;
  return shape.map((size, axis) => (axis < Math.max(shape.length - 2, 1) ? 0 : Math.floor(size / 2)));
}

function sourceOf({ tensors }: Held, inputs: readonly NodeId[], { input, place }: Part): Plane | null {
  const tensor = tensors.get(inputs[input] ?? -1);
  return tensor === undefined ? null : planeOf(tensor, place);
}

function planeOf({ shape, data }: OutputTensor, place: Place): Plane {
  const inner = shape.length < 3 ? 1 : 2;
  const [height = 1, width = 1] = [1, ...shape].slice(-2);
  const size = inner === 1 ? width : height * width;
  const outer = shape
    .slice(0, -inner)
    .reduce((offset, axis, index) => offset * axis + (place[index] ?? 0), 0);
  return {
    ...{ height: inner === 1 ? 1 : height, width },
    values: data.slice(outer * size, (outer + 1) * size),
  };
}
