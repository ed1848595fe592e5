import { type Fill, type Spelling, type Value, x, y } from "../call.ts";
import type { Draw } from "../draw.ts";
import { type Drawn, given, type Row, row } from "../row.ts";

/** What works on each number by itself. */
export const pointwise: readonly Row[] = [
  ...activation("ReLU", "relu", none, inplace),
  ...activation("ReLU6", "relu6", none, inplace),
  ...activation("LeakyReLU", "leakyRelu", ({ pick }) => given(pick([undefined, 0.1, 0.5])), inplace),
  ...activation("Sigmoid", "sigmoid"),
  ...activation("Tanh", "tanh"),
  ...activation("SiLU", "silu", none, inplace),
  ...activation("Hardswish", "hardswish", none, inplace),
  ...activation("Hardsigmoid", "hardsigmoid", none, inplace),
  ...activation("Mish", "mish", none, inplace),
  ...activation("ELU", "elu", ({ pick }) => given(pick([undefined, 0.5, 2])), inplace),
  ...activation("SELU", "selu", none, inplace),
  ...activation("CELU", "celu", ({ pick }) => given(pick([undefined, 0.5, 2])), inplace),
  ...activation("Softplus", "softplus", ({ pick }) =>
    given(pick([undefined, 0.5, 3]), pick([undefined, 1, 20])),
  ),
  ...activation("Softsign", "softsign"),
  ...activation("LogSigmoid", "logsigmoid"),
  ...activation(
    "Hardtanh",
    "hardtanh",
    ({ pick }) => given(pick([undefined, -0.5]), pick([undefined, 0.7])),
    inplace,
  ),
  ...activation("Threshold", "threshold", () => [0.1, 3], inplace),
  ...activation("Hardshrink", "hardshrink", ({ pick }) => given(pick([undefined, 0.4]))),
  ...activation("Softshrink", "softshrink", ({ pick }) => given(pick([undefined, 0.4]))),
  ...activation("Tanhshrink", "tanhshrink"),
  ...["nn.GELU", "F.gelu", "x.gelu"].map((callee) =>
    row(
      callee,
      (draw) => ({
        inputs: [draw.shape(0, 4)],
        args: callee === "F.gelu" ? [x] : [],
        options: draw.some({ approximate: () => draw.pick(["none", "tanh"]) }),
      }),
      callee === "x.gelu" ? { callee: "F.gelu" } : {},
    ),
  ),
  ...["abs", "neg", "exp", "expm1", "square", "sign", "floor", "ceil", "round", "sin", "cos", "erf"].map(
    (name) => unary(`x.${name}`, "any"),
  ),
  ...["log", "log1p", "sqrt", "rsqrt", "reciprocal"].map((name) => unary(`x.${name}`, "positive")),
  ...["exp", "abs"].map((name) => unary(name, "any")),
  ...["log", "sqrt"].map((name) => unary(name, "positive")),
  ...["add", "sub", "mul", "div"].flatMap((name) => binary(name, "any", {}, {})),
  ...["maximum", "minimum"].flatMap((name) => binary(name, "any", { callee: name }, { callee: name })),
  ...["eq", "ne", "lt", "le", "gt", "ge"].flatMap((name) => binary(name, "whole", {}).slice(1)),
  ...binary("pow", "positive", {}, {}),
  ...["clamp", "x.clamp"].map((callee) =>
    row(callee, ({ shape, pick }) => ({
      inputs: [shape(0, 4)],
      args: [...(callee === "clamp" ? [x] : []), ...pick<readonly Value[]>([[-1, 1], [null, 0.5], [0.2]])],
    })),
  ),
  row("x.clampMin", ({ shape }) => ({ inputs: [shape(0, 4)], args: [-0.5] })),
  row("x.clampMax", ({ shape }) => ({ inputs: [shape(0, 4)], args: [0.5] })),
  row("where", where, { callee: "where" }),
];

function none(): readonly Value[] {
  return [];
}

function inplace({ some, chance }: Draw): Readonly<Record<string, Value>> {
  return some({ inplace: () => chance(0.5) });
}

/** A layer, its function and, where there is one, its method. */
function activation(
  layer: string,
  name: string,
  args: (draw: Draw) => readonly Value[] = none,
  options: (draw: Draw) => Readonly<Record<string, Value>> = () => ({}),
): readonly Row[] {
  const methods = ["relu", "relu6", "leakyRelu", "sigmoid", "tanh", "silu", "hardswish", "hardsigmoid"];
  const inputs = ({ shape }: Draw): Drawn["inputs"] => [shape(0, 4)];
  const method = row(`x.${name}`, (draw) => ({ inputs: inputs(draw), args: args(draw) }), {
    callee: pythonF(name),
  });
  const drawn = (draw: Draw, ...first: readonly Value[]): Drawn => {
    const [given, more] = [args(draw), options(draw)];
    // Options stand behind all other arguments.
    const all = args(fullDraw(draw)).length;
    return { inputs: inputs(draw), args: [...first, ...given], options: given.length === all ? more : {} };
  };
  return [
    row(`nn.${layer}`, (draw) => drawn(draw)),
    row(`F.${name}`, (draw) => drawn(draw, x)),
    ...(methods.includes(name) ? [method] : []),
  ];
}

/** Picks the last of everything, so that no argument is left out. */
function fullDraw(draw: Draw): Draw {
  return { ...draw, pick: (from) => from.at(-1) as (typeof from)[number] };
}

function pythonF(name: string): string {
  return `F.${name === "leakyRelu" ? "leaky_relu" : name}`;
}

function unary(callee: string, fill: Fill): Row {
  const args = callee.startsWith("x.") ? [] : [x];
  return row(callee, ({ shape }) => ({ inputs: [shape(0, 4)], args, fill }));
}

/** The function and the method of two tensors whose shapes broadcast, or of a tensor and a number. */
function binary(name: string, fill: Fill, method: Spelling, both: Spelling = method): readonly Row[] {
  return [
    row(
      name,
      (draw) => {
        const inputs = broadcasting(draw);
        // What PyTorch's function refuses, a number first, has no other way to be written there.
        return draw.chance(0.8)
          ? { inputs, args: [x, y], fill }
          : { inputs: inputs.slice(1), args: [x, 2], fill };
      },
      both,
    ),
    row(
      `x.${name}`,
      (draw) => {
        const inputs = broadcasting(draw);
        return draw.chance(0.8) ? { inputs, args: [y], fill } : { inputs: inputs.slice(1), args: [2], fill };
      },
      method,
    ),
  ];
}

/** Two shapes of which one may lack axes, and either may have size 1 anywhere. */
export function broadcasting({ shape, chance, below }: Draw): readonly (readonly number[])[] {
  const full = shape(1, 4);
  const thinned = full.map((size) => (chance(0.25) ? 1 : size));
  const shorter = thinned.slice(chance(0.4) ? below(full.length + 1) : 0);
  return chance(0.5) ? [full, shorter] : [shorter, full];
}

function where(draw: Draw): Drawn {
  const [first = [], second = []] = broadcasting(draw);
  return draw.chance(0.5)
    ? { inputs: [first, second, first], args: [x, y, { tensor: 2 }], fill: "whole" }
    : { inputs: [first, second], args: [x, y, 0.5], fill: "whole" };
}
