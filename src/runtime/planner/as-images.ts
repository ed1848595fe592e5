import type { KnownShape, NodeId } from "../../ir/index.ts";
import type { Lowering } from "../../ops/index.ts";
import type { Program, Stage } from "../../passes/index.ts";
import { elements } from "../elements.ts";
import { viewsAmong } from "./views.ts";

/*
 * The kernels know images alone. Signals [N, C, L] are stored as images of one row, volumes [N, C, D, H, W] as images of
 * D · H rows: row-major they are the same numbers in the same order, so that a change of form costs nothing there. What
 * comes between two such layers keeps the form, and so stays in blocks of channels.
 */

/** How many axes follow the channels of a value that is stored as an image of another form. */
type AxisCount = 0 | 1 | 3;

/** A stage in the form of images: the shapes under which it reads its inputs, and its own. */
interface Form {
  readonly lowering: Lowering;
  readonly inputs: readonly KnownShape[];
  readonly shape: KnownShape;
  /** Null where the result has its own shape again. */
  readonly axes: AxisCount | null;
}

export interface ImageProgram {
  readonly program: Program;
  /** The shapes that values stored in another form have in the graph. */
  readonly ownShapes: ReadonlyMap<NodeId, KnownShape>;
}

/** Puts signals and volumes into the form of images. Values from `firstFree` on are views that no node stands for. */
export function asImages({ stages, outputs }: Program, firstFree: NodeId): ImageProgram {
  const found = new Map(stages.map((stage) => [stage.value, stage]));
  const formed = new Map<NodeId, Form>();
  const result: Stage[] = [];
  const newView = viewsAmong(result, firstFree);
  const shapeOf = (id: NodeId): KnownShape => found.get(id)?.shape ?? [];
  const view = (id: NodeId, shape: KnownShape): NodeId => {
    const isStoredSo = shape.join() === (formed.get(id)?.shape ?? shapeOf(id)).join();
    return isStoredSo ? id : newView(id, { family: "reshape" }, shape);
  };
  for (const stage of stages) {
    const inputs = stage.inputs.map((id) => ({ shape: shapeOf(id), axes: formed.get(id)?.axes ?? null }));
    const form = formOf(stage, inputs);
    if (form === null) {
      const isReshape = stage.lowering.family === "reshape";
      const read = isReshape ? stage.inputs : stage.inputs.map((id) => view(id, shapeOf(id)));
      result.push({ ...stage, inputs: read });
    } else {
      const read = stage.inputs.map((id, i) => view(id, form.inputs[i] ?? shapeOf(id)));
      result.push({ ...stage, lowering: form.lowering, inputs: read, shape: form.shape });
      if (form.axes !== null) formed.set(stage.value, form);
    }
  }
  const ownShapes = new Map([...formed.keys()].map((id) => [id, shapeOf(id)]));
  return { program: { stages: result, outputs }, ownShapes };
}

interface Read {
  readonly shape: KnownShape;
  readonly axes: AxisCount | null;
}

/** Null where a stage has to read its inputs under their own shapes, or knows images anyway. */
function formOf(stage: Stage, inputs: readonly Read[]): Form | null {
  const { lowering, shape } = stage;
  if ("axes" in lowering && typeof lowering.axes === "number") {
    return lowering.axes === 2 ? null : sameForm(stage, inputs, lowering.axes);
  }
  if (lowering.family === "functional" && "kernel" in lowering.layer && lowering.layer.axes !== 2) {
    const form = sameForm(stage, inputs.slice(0, 1), lowering.layer.axes);
    return { ...form, inputs: [...form.inputs, ...inputs.slice(1).map((input) => input.shape)] };
  }
  const axes = inputs.find((input) => input.axes !== null)?.axes ?? null;
  if (axes === null) return null;
  const channel = (inputs.find((input) => input.axes === axes)?.shape.length ?? 0) - axes - 1;
  if (lowering.family === "activation") return sameForm(stage, inputs, axes);
  if (lowering.family === "binary") return broadcastForm(stage, inputs, axes);
  if (lowering.family === "concat" || lowering.family === "slice") {
    if (lowering.axis !== channel) return null;
    return sameForm({ ...stage, lowering: { ...lowering, axis: 1 } }, inputs, axes);
  }
  if (lowering.family === "normalization") {
    const { over } = lowering;
    if (over.kind !== "groups" || over.channelAxis !== channel) return null;
    return sameForm({ ...stage, lowering: { ...lowering, over: { ...over, channelAxis: 1 } } }, inputs, axes);
  }
  if (lowering.family === "mean") {
    const [x] = inputs;
    const isGlobal = lowering.axes.length === axes && lowering.axes[0] === channel + 1;
    if (x === undefined || axes === 0 || !isGlobal) return null;
    const keepsRank = shape.length === x.shape.length;
    return {
      lowering: { ...lowering, axes: [2, 3] },
      inputs: [imageForm(x.shape, axes)],
      shape: keepsRank ? imageForm(shape, axes) : shape,
      axes: keepsRank ? axes : null,
    };
  }
  return null;
}

function sameForm(stage: Pick<Stage, "lowering" | "shape">, inputs: readonly Read[], axes: AxisCount): Form {
  return {
    lowering: stage.lowering,
    inputs: inputs.map((input) => imageForm(input.shape, axes)),
    shape: imageForm(stage.shape, axes),
    axes,
  };
}

/** Single numbers stay as they are; other operands have places of their own, or one for all. */
function broadcastForm(stage: Stage, inputs: readonly Read[], axes: AxisCount): Form | null {
  const places = stage.shape.slice(stage.shape.length - axes).join();
  const fits = inputs.every(({ shape }) => {
    if (elements(shape) === 1) return true;
    const own = shape.slice(shape.length - axes);
    return shape.length === stage.shape.length && (own.join() === places || elements(own) === 1);
  });
  if (!fits) return null;
  const form = sameForm(stage, inputs, axes);
  return {
    ...form,
    inputs: inputs.map(({ shape }, i) => (elements(shape) === 1 ? shape : (form.inputs[i] ?? shape))),
  };
}

/** [N, C, rows, columns] of features [N, C], signals or volumes, with or without a batch. */
function imageForm(shape: KnownShape, axes: AxisCount): KnownShape {
  const channel = shape.length - axes - 1;
  const places = shape.slice(channel + 1);
  return [
    elements(shape.slice(0, channel)),
    shape[channel] ?? 1,
    elements(places.slice(0, -1)),
    places.at(-1) ?? 1,
  ];
}
