import type { KnownShape } from "../../ir/index.ts";
import type {
  ActivationLowering,
  BinaryLowering,
  ConcatLowering,
  FunctionalLowering,
  Lowering,
  MeanLowering,
  NormalizationLowering,
  SliceLowering,
} from "../../ops/index.ts";
import type { Stage } from "../../passes/index.ts";
import { elements } from "../elements.ts";

/* How the stages of each family work on signals and volumes that are stored as images; see as-images.ts. */

/** How many axes follow the channels of a value that is stored as an image of another form. */
export type AxisCount = 0 | 1 | 3;

/** A stage in the form of images: the shapes under which it reads its inputs, and its own. */
export interface ImageForm {
  readonly lowering: Lowering;
  readonly inputs: readonly KnownShape[];
  readonly shape: KnownShape;
  /** Null where the result has its own shape again. */
  readonly axes: AxisCount | null;
}

/** What a stage reads: its own shape, and how it is stored; null where as it is. */
export interface StoredInput {
  readonly shape: KnownShape;
  readonly axes: AxisCount | null;
}

type Inputs = readonly StoredInput[];
/** How the first of the inputs that are stored in another form is stored, and which of its axes the channels are. */
interface Stored {
  readonly axes: AxisCount;
  readonly channel: number;
}

function storedAmong(inputs: Inputs): Stored | null {
  const axes = inputs.find((input) => input.axes !== null)?.axes ?? null;
  if (axes === null) return null;
  return { axes, channel: (inputs.find((input) => input.axes === axes)?.shape.length ?? 0) - axes - 1 };
}

/** What is done to each number by itself. */
export function activationOnImages(
  stage: Stage,
  _lowering: ActivationLowering,
  inputs: Inputs,
): ImageForm | null {
  const stored = storedAmong(inputs);
  return stored && onImages(stage, inputs, stored.axes);
}

/** A layer's kernels know images; its tensors are read as they are. */
export function functionalOnImages(
  stage: Stage,
  { layer }: FunctionalLowering,
  inputs: Inputs,
): ImageForm | null {
  if (!("kernel" in layer) || layer.axes === 2) return null;
  const form = onImages(stage, inputs.slice(0, 1), layer.axes);
  return { ...form, inputs: [...form.inputs, ...inputs.slice(1).map((input) => input.shape)] };
}

/** Along the channels. */
export function channelsOnImages(
  stage: Stage,
  lowering: ConcatLowering | SliceLowering,
  inputs: Inputs,
): ImageForm | null {
  const stored = storedAmong(inputs);
  if (stored === null || lowering.axis !== stored.channel) return null;
  return onImages({ ...stage, lowering: { ...lowering, axis: 1 } }, inputs, stored.axes);
}

/** Over groups of channels. */
export function normalizationOnImages(
  stage: Stage,
  lowering: NormalizationLowering,
  inputs: Inputs,
): ImageForm | null {
  const stored = storedAmong(inputs);
  const { over } = lowering;
  if (stored === null || over.kind !== "groups" || over.channelAxis !== stored.channel) return null;
  return onImages(
    { ...stage, lowering: { ...lowering, over: { ...over, channelAxis: 1 } } },
    inputs,
    stored.axes,
  );
}

/** Over all places. */
export function meanOnImages({ shape }: Stage, lowering: MeanLowering, inputs: Inputs): ImageForm | null {
  const stored = storedAmong(inputs);
  const [x] = inputs;
  if (stored === null || x === undefined || stored.axes === 0) return null;
  const { axes, channel } = stored;
  if (lowering.axes.length !== axes || lowering.axes[0] !== channel + 1) return null;
  const keepsRank = shape.length === x.shape.length;
  return {
    lowering: { ...lowering, axes: [2, 3] },
    inputs: [imageForm(x.shape, axes)],
    shape: keepsRank ? imageForm(shape, axes) : shape,
    axes: keepsRank ? axes : null,
  };
}

/** A stage that knows images as it is. */
export function onImages(
  stage: Pick<Stage, "lowering" | "shape">,
  inputs: Inputs,
  axes: AxisCount,
): ImageForm {
  return {
    lowering: stage.lowering,
    inputs: inputs.map((input) => imageForm(input.shape, axes)),
    shape: imageForm(stage.shape, axes),
    axes,
  };
}

/** Single numbers stay as they are; other operands have places of their own, or one for all. */
export function binaryOnImages(stage: Stage, _lowering: BinaryLowering, inputs: Inputs): ImageForm | null {
  const stored = storedAmong(inputs);
  if (stored === null) return null;
  const { axes } = stored;
  const places = stage.shape.slice(stage.shape.length - axes).join();
  const fits = inputs.every(({ shape }) => {
    if (elements(shape) === 1) return true;
    const own = shape.slice(shape.length - axes);
    return shape.length === stage.shape.length && (own.join() === places || elements(own) === 1);
  });
  if (!fits) return null;
  const form = onImages(stage, inputs, axes);
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
