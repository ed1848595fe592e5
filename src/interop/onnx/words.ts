import type { Shape } from "../../ir/index.ts";
import type { Pair, PoolLowering } from "../../ops/index.ts";
import type { Stage } from "../../passes/index.ts";
import type { OnnxAttribute, OnnxNode, OnnxTensor } from "./onnx-model.ts";

/** A stage in ONNX's words: one node, or a few where ONNX has no single one. Null where ONNX cannot express it. */
export interface Translation {
  readonly nodes: readonly OnnxNode[];
  /** Constants that the nodes need besides the model's parameters. */
  readonly constants: readonly OnnxTensor[];
}

/** A stage with the names of its values; `shapes` are those of the inputs. */
export interface Named {
  readonly stage: Stage;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly shapes: readonly (readonly number[])[];
  /** The output's shape as the model has it: its first size may be a symbol. */
  readonly sizes: Shape;
}

export function single(named: Named, op: string, attributes: OnnxNode["attributes"] = {}): Translation {
  return { nodes: [node(op, named.inputs, named.output, attributes)], constants: [] };
}

/** ONNX's convolutions and poolings demand a batch: an image alone becomes a batch of one on the way. */
export function withBatch(named: Named, axes: number, translate: (named: Named) => Translation): Translation {
  const { inputs, output, shapes, stage } = named;
  if (stage.shape.length !== axes + 1) return translate(named);
  const first = { name: `${output}/axes`, shape: [1], data: [0] };
  const { nodes, constants } = translate({
    ...named,
    inputs: [`${output}/image`],
    output: `${output}/batch`,
    shapes: shapes.map((shape) => [1, ...shape]),
    stage: { ...stage, shape: [1, ...stage.shape] },
  });
  const before = node("Unsqueeze", [inputs[0] ?? "", first.name], `${output}/image`);
  const after = node("Squeeze", [`${output}/batch`, first.name], output);
  return { nodes: [before, ...nodes, after], constants: [first, ...constants] };
}

/** A node bears the name of what it computes. */
export function node(
  op: string,
  inputs: readonly string[],
  output: string,
  attributes: OnnxNode["attributes"] = {},
): OnnxNode {
  return { name: output, op, inputs, outputs: [output], attributes };
}

export function withParameters(named: Named, names: readonly (string | null)[]): Named {
  const present = names.filter((name) => name !== null).map((name) => parameterName(named, name));
  return { ...named, inputs: [...named.inputs, ...present] };
}

export function parameterName({ stage }: Named, name: string): string {
  const parameter = stage.parameters[name];
  if (parameter === undefined) throw new Error(`The op keeps no "${name}".`);
  return parameter.name;
}

/** A number for each axis of places: of a signal that of the width, of a volume that of the depth first. */
export function spatial(axes: number, depth: number | undefined, [height, width]: Pair): readonly number[] {
  if (axes === 1) return [width];
  return axes === 3 ? [depth ?? 1, height, width] : [height, width];
}

/** A window in lists of a number for each axis of places. */
export interface WindowOver {
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly dilation: readonly number[];
}

export function windowOver({
  axes,
  depth,
  ...window
}: Pick<PoolLowering, "axes" | "depth" | "kernel" | "stride" | "dilation" | "padding">): WindowOver {
  const { top, bottom, left, right } = window.padding;
  return {
    kernel: spatial(axes, depth?.kernel, window.kernel),
    stride: spatial(axes, depth?.stride, window.stride),
    before: spatial(axes, depth?.before, [top, left]),
    after: spatial(axes, depth?.after, [bottom, right]),
    dilation: spatial(axes, depth?.dilation, window.dilation),
  };
}

/** The output's shape as `Reshape` takes it: −1 stands for a symbolic batch, which the other sizes decide. */
export function outputShape({ output, sizes }: Named): OnnxTensor {
  const data = sizes.map((size) => (typeof size === "number" ? size : -1));
  return { name: `${output}/shape`, shape: [data.length], data };
}

export function scalar({ output }: Named, name: string, value: number): OnnxTensor {
  return { name: `${output}/${name}`, shape: [], data: Float32Array.of(value) };
}

export function int(value: number): OnnxAttribute {
  return { kind: "int", value };
}

export function ints(value: readonly number[]): OnnxAttribute {
  return { kind: "ints", value };
}

export function text(value: string): OnnxAttribute {
  return { kind: "text", value };
}

export function float(value: number): OnnxAttribute {
  return { kind: "float", value };
}
