import type { KnownShape, NodeId } from "../../ir/index.ts";
import type { Program, Stage } from "../../passes/index.ts";
import { familyOf } from "./families.ts";
import { type ImageForm, onImages, type StoredInput } from "./image-forms.ts";
import { viewsAmong } from "./views.ts";

/*
 * The kernels know images alone. Signals [N, C, L] are stored as images of one row, volumes [N, C, D, H, W] as images of
 * D · H rows: row-major they are the same numbers in the same order, so that a change of form costs nothing there. What
 * comes between two such layers keeps the form, and so stays in blocks of channels.
 */

export interface ImageProgram {
  readonly program: Program;
  /** The shapes that values stored in another form have in the graph. */
  readonly ownShapes: ReadonlyMap<NodeId, KnownShape>;
}

/** Puts signals and volumes into the form of images. Values from `firstFree` on are views that no node stands for. */
export function asImages({ stages, outputs }: Program, firstFree: NodeId): ImageProgram {
  const found = new Map(stages.map((stage) => [stage.value, stage]));
  const formed = new Map<NodeId, ImageForm>();
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

/** Null where a stage has to read its inputs under their own shapes, or knows images anyway. */
function formOf(stage: Stage, inputs: readonly StoredInput[]): ImageForm | null {
  const { lowering } = stage;
  if ("axes" in lowering && typeof lowering.axes === "number") {
    return lowering.axes === 2 ? null : onImages(stage, inputs, lowering.axes);
  }
  return familyOf(lowering).onImages?.(stage, lowering, inputs) ?? null;
}
