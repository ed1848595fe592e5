import { type Checked, faulty, ok } from "../../base/index.ts";
import { type Attrs, type Dim, differs, printShape, type Shape, unknownDim } from "../../ir/index.ts";
import type { FunctionalLowering, Lowering, WeightedLowering } from "../lowering.ts";
import type { OpDefinition, OpExample, OpProblem, OpRefusal } from "../op.ts";
import type { ReferenceTensor } from "../reference-tensor.ts";
import type { Rule, Rules } from "./attributes.ts";
import { defineOp } from "./define-op.ts";
import { countInputs, wrongRank } from "./inputs.ts";

/** Which tensors stand behind the first input, in their order, by the names that the layer has for them. */
export type GivenNames = readonly string[];

/** A layer's op whose tensors are inputs: `F.conv2d(x, weight, bias)`. All that it computes is the layer's. */
export interface FunctionalForm<
  K extends string,
  A extends Attrs & { readonly given: GivenNames },
  L extends Attrs,
> {
  readonly kind: K;
  readonly displayName: string;
  readonly summary: string;
  readonly layer: OpDefinition<string, L>;
  readonly rules: Omit<Rules<A>, "given">;
  /** The layer that keeps tensors of these shapes, as far as one can be told. */
  layerOf(attrs: A, x: Shape, shapes: Readonly<Record<string, Shape>>): Checked<L, OpProblem>;
  readonly examples: readonly OpExample<A>[];
  readonly refusals?: readonly OpRefusal<A>[];
}

export function functionalForm<
  K extends string,
  A extends Attrs & { readonly given: GivenNames },
  L extends Attrs,
>(form: FunctionalForm<K, A, L>): OpDefinition<K, A> {
  const { layer, layerOf, displayName, rules, ...rest } = form;
  const read = (attrs: A, [x = [], ...shapes]: readonly Shape[]) =>
    layerOf(attrs, x, named(attrs.given, shapes));
  const attrsOf = (attrs: A, inputs: readonly Shape[]): L => read(attrs, inputs).value;
  return defineOp<K, A>({
    ...rest,
    displayName,
    category: layer.category,
    rules: { ...rules, given: names } as unknown as Rules<A>,
    title: (attrs, inputs) =>
      layer.title(attrsOf(attrs, inputs), inputs.slice(0, 1)).replace(layer.displayName, displayName),
    infer(attrs, inputs) {
      const wrongCount = countInputs(inputs, attrs.given.length + 1);
      const found = read(attrs, inputs);
      const { value, problems } = layer.infer(found.value, inputs.slice(0, 1));
      if (wrongCount.length > 0) return { value, problems: wrongCount };
      if (found.problems.length > 0) return { value, problems: found.problems };
      const wrong = [
        ...layer.check(found.value),
        ...misshapen(layer, found.value, attrs.given, inputs),
        ...problems,
      ];
      return { value, problems: wrong.map((problem) => blameInput(problem, rules)) };
    },
    params: () => ({}),
    macs: (attrs, inputs, output) => layer.macs(attrsOf(attrs, inputs), inputs.slice(0, 1), output),
    ...(layer.macsFactors && {
      macsFactors: layer.macsFactors.map(({ name, of }) => ({
        name,
        of: (attrs: A, inputs: readonly Shape[], output: Shape) =>
          of(attrsOf(attrs, inputs), inputs.slice(0, 1), output),
      })),
    }),
    elementwise: (attrs, inputs, output) =>
      layer.elementwise(attrsOf(attrs, inputs), inputs.slice(0, 1), output),
    window: (attrs, inputs) => layer.window(attrsOf(attrs, inputs), inputs.slice(0, 1)),
    reference(concrete, [x, ...tensors]) {
      const attrs: A = concrete as never;
      const shapes = [x, ...tensors].map((tensor) => tensor?.shape ?? []);
      const params = named<ReferenceTensor>(attrs.given, tensors);
      const own = attrsOf(attrs, shapes);
      return layer.reference(own as never, x === undefined ? [] : [x], params);
    },
    lower(concrete, inputs): FunctionalLowering {
      const attrs: A = concrete as never;
      const { given } = attrs;
      const own = attrsOf(attrs, inputs);
      return {
        family: "functional",
        layer: withNames(layer.lower(own as never, inputs.slice(0, 1)), given),
        given,
      };
    },
  });
}

/** The weight's shape, or unknowns where its rank is wrong. */
export function readWeight(
  shapes: Readonly<Record<string, Shape>>,
  rank: number,
  expected: string,
): Checked<readonly Dim[], OpProblem> {
  const shape = shapes.weight ?? [];
  if (shape.length === rank) return ok(shape);
  const unknown = Array.from({ length: rank }, () => unknownDim("the weight has another shape"));
  return faulty(unknown, wrongRank(1, expected, shape));
}

const names: Rule<GivenNames> = {
  expected: "names",
  refused: () => [],
  read: (value) => (Array.isArray(value) ? value.filter((name) => typeof name === "string") : []),
};

function named<T>(given: GivenNames, tensors: readonly (T | undefined)[]): Readonly<Record<string, T>> {
  return Object.fromEntries(
    given.flatMap((name, index) => {
      const tensor = tensors[index];
      return tensor === undefined ? [] : [[name, tensor]];
    }),
  );
}

/** Tensors that are not shaped as the layer would have them. */
function misshapen<L extends Attrs>(
  layer: OpDefinition<string, L>,
  attrs: L,
  given: GivenNames,
  inputs: readonly Shape[],
): readonly OpProblem[] {
  const specs = layer.params(attrs);
  return given.flatMap((name, index) => {
    const [expected, got] = [specs[name]?.shape, inputs[index + 1]];
    if (expected === undefined || got === undefined) return [];
    const isSame =
      expected.length === got.length && !expected.some((size, axis) => differs(size, got[axis] ?? 0));
    return isSame ? [] : [wrongRank(index + 1, printShape(expected), got)];
  });
}

/** What the layer's attributes are to blame for is the input's fault where they follow from the tensors. */
function blameInput(problem: OpProblem, rules: object): OpProblem {
  if (problem.blame.kind === "input" || problem.blame.name in rules) return problem;
  const index = problem.code === "invalid-attribute" ? 1 : 0;
  return { ...problem, blame: { kind: "input", index } };
}

/** A layer has both a weight and a bias, or neither; a function may have one of them. */
function withNames(lowering: Lowering, given: GivenNames): WeightedLowering {
  const absent = ["weight", "bias"].filter((name) => !given.includes(name)).map((name) => [name, null]);
  return { ...lowering, ...Object.fromEntries(absent) } as WeightedLowering;
}
