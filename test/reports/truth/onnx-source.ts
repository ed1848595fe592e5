import type { OnnxModel, OnnxNode } from "../../support/onnx-model.ts";

/** A model file with the layers of an ONNX model, whose weights only have shapes. */
export function sourceOf(model: OnnxModel, input: readonly number[]): string {
  const fields: string[] = [];
  const lines: string[] = [];
  const shapes = new Map<string, readonly number[]>();
  for (const { name, shape } of model.initializers.values()) shapes.set(name, shape);
  const field = (code: string): string => `this.l${fields.push(`l${fields.length} = ${code};`) - 1}`;
  const names = new Map<string, string>();
  const operand = (name: string): string => {
    const known = names.get(name);
    const shape = shapes.get(name);
    if (known !== undefined || shape === undefined) return known ?? "x";
    const own = field(`new nn.Parameter(ones(${shape.join(", ")}))`);
    names.set(name, own);
    return own;
  };
  for (const node of model.nodes) {
    const [output = ""] = node.outputs;
    const given = shapeGiven(node, model, shapes);
    if (given !== undefined) {
      shapes.set(output, given);
      continue;
    }
    const code = callOf({ node, model, field, operand, shapeOf: (name) => shapes.get(name) ?? [] });
    names.set(output, `r${lines.length}`);
    lines.push(`const r${lines.length} = ${code};`);
  }
  return `import { cat, F, nn, ones, randn, type Tensor } from "cnn-blocks";
class Net extends nn.Module {
  ${fields.join("\n  ")}
  forward(x: Tensor): Tensor {
    ${lines.join("\n    ")}
    return ${names.get(model.outputs[0] ?? "")};
  }
}
export const y = new Net()(randn(${input.join(", ")}));
`;
}

/** The shape of what a node makes of weights alone; undefined where it calculates with the input. */
function shapeGiven(
  { type, inputs, attributes }: OnnxNode,
  { initializers }: OnnxModel,
  shapes: ReadonlyMap<string, readonly number[]>,
): readonly number[] | undefined {
  const [of = "", to = ""] = inputs;
  if (type === "ConstantOfShape") return [...(initializers.get(of)?.data ?? [])];
  const shape = shapes.get(of);
  if (shape === undefined) return undefined;
  if (type === "Reshape") return [...(initializers.get(to)?.data ?? [])];
  if (type !== "Unsqueeze") return undefined;
  return (attributes.axes?.ints ?? []).reduce((all, axis) => all.toSpliced(axis, 0, 1), shape);
}

interface Call {
  readonly node: OnnxNode;
  readonly model: OnnxModel;
  /** Adds a layer to the class. */
  readonly field: (code: string) => string;
  readonly operand: (name: string) => string;
  readonly shapeOf: (name: string) => readonly number[];
}

function callOf(call: Call): string {
  const { node, model, field, operand, shapeOf } = call;
  const [first = "", second = "", third] = node.inputs;
  const x = operand(first);
  const { axis, perm, ratio, size } = node.attributes;
  switch (node.type) {
    case "Conv": {
      const [out = 0, within = 0, ...kernel] = shapeOf(second);
      const groups = node.attributes.group?.int ?? 1;
      const options = `stride: ${pair(node, "strides", 1)}, padding: ${padding(node).slice(0, 2).join() === "0,0" ? 0 : `[${padding(node).slice(0, 2)}]`}, groups: ${groups}, bias: ${third !== undefined}`;
      return `${field(`new nn.Conv2d(${within * groups}, ${out}, [${kernel}], { ${options} })`)}(${x})`;
    }
    case "Gemm": {
      const [out, within] = shapeOf(second);
      return `${field(`new nn.Linear(${within}, ${out})`)}(${x})`;
    }
    case "BatchNormalization":
      return `${field(`new nn.BatchNorm2d(${shapeOf(second)[0]})`)}(${x})`;
    case "LRN":
      return `${field(`new nn.LocalResponseNorm(${size?.int})`)}(${x})`;
    case "Dropout":
      return `${field(`new nn.Dropout(${ratio?.float?.toFixed(2)})`)}(${x})`;
    case "MaxPool":
      return pooled(call, "maxPool2d", "");
    case "AveragePool":
      return pooled(call, "avgPool2d", ", countIncludePad: false");
    case "GlobalAveragePool":
      return `F.adaptiveAvgPool2d(${x}, 1)`;
    case "Relu":
      return `F.relu(${x})`;
    case "Softmax":
      return `F.softmax(${x}, 1)`;
    case "Add":
    case "Sum":
      return `${x}.add(${operand(second)})`;
    case "Mul":
      return `${x}.mul(${operand(second)})`;
    case "Concat":
      return `cat([${node.inputs.map(operand).join(", ")}], ${axis?.int})`;
    case "Transpose":
      return `${x}.permute(${perm?.ints.join(", ")})`;
    case "Reshape": {
      const sizes = [...(model.initializers.get(second)?.data ?? [])];
      return `${x}.reshape(${sizes.map((one, index) => (one === 0 ? `${x}.size(${index})` : one)).join(", ")})`;
    }
    default:
      throw new Error(`Nobody has written how ${node.type} reads in a model file.`);
  }
}

/** A pool; where it is padded more on one side, the padding is a step of its own. */
function pooled({ node, operand }: Call, name: string, further: string): string {
  const x = operand(node.inputs[0] ?? "");
  const [top = 0, left = 0, bottom = 0, right = 0] = padding(node);
  const isEven = top === bottom && left === right;
  const padded = isEven ? x : `F.pad(${x}, [${left}, ${right}, ${top}, ${bottom}])`;
  const own = isEven ? `, padding: [${top}, ${left}]` : "";
  return `F.${name}(${padded}, ${pair(node, "kernel_shape", 1)}, { stride: ${pair(node, "strides", 1)}${own}${further} })`;
}

function padding({ attributes }: OnnxNode): readonly number[] {
  return attributes.pads?.ints ?? [0, 0, 0, 0];
}

function pair({ attributes }: OnnxNode, name: string, otherwise: number): string {
  return `[${attributes[name]?.ints ?? [otherwise, otherwise]}]`;
}
