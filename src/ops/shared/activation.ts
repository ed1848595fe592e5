import { type Attrs, elementCount } from "../../ir/index.ts";
import type { Limits } from "../lowering.ts";
import type { Concrete, OpDefinition, OpExample, OpProblem, OpRefusal } from "../op.ts";
import type { ActivationFunction } from "./activation-function.generated.ts";
import type { Rules } from "./attributes.ts";
import { defineOp } from "./define-op.ts";
import { readOnly } from "./inputs.ts";
import { element, generate, required } from "./reference.ts";

/** What sets one activation apart from the next. */
export interface ActivationSource<K extends string, A extends Attrs> {
  readonly kind: K;
  readonly displayName: string;
  readonly summary: string;
  readonly rules: Rules<A>;
  /** What is impossible about attributes together. */
  check?(attrs: A): readonly OpProblem[];
  title?(attrs: A): string;
  /** The function itself, in double precision. */
  apply(x: number, attrs: Concrete<A>): number;
  /** The kernel's name of it. */
  fn(attrs: Concrete<A>): ActivationFunction;
  /** The kernel's parameter; 0 where left out. */
  alpha?(attrs: Concrete<A>): number;
  /** The kernel's second parameter; null where the function has one or none. */
  second?(attrs: Concrete<A>): number | null;
  /** What a clamp limits to. */
  limits?(attrs: Concrete<A>): Limits;
  readonly examples: readonly OpExample<A>[];
  readonly refusals?: readonly OpRefusal<A>[];
}

/** An op that puts every element through one function and counts one elementary operation for it. */
export function defineActivation<K extends string, A extends Attrs>(
  source: ActivationSource<K, A>,
): OpDefinition<K, A> {
  const { kind, displayName, summary, rules, examples, refusals = [] } = source;
  return defineOp<K, A>({
    kind,
    category: "activation",
    displayName,
    summary,
    title: (attrs) => source.title?.(attrs) ?? displayName,
    rules,
    check: (attrs) => source.check?.(attrs) ?? [],
    infer: (_attrs, inputs) => readOnly(inputs),
    params: () => ({}),
    macs: () => 0,
    elementwise: (_attrs, _inputs, output) => elementCount(output),
    window: () => ({ kind: "pointwise" }),
    reference(attrs, inputs) {
      const x = required(inputs[0]);
      return generate(x.shape, (_index, offset) => source.apply(element(x.data, offset), attrs));
    },
    lower: (attrs) => ({
      family: "activation",
      fn: source.fn(attrs),
      alpha: source.alpha?.(attrs) ?? 0,
      second: source.second?.(attrs) ?? null,
      limits: source.limits?.(attrs) ?? null,
      hasPoleAtZero: !Number.isFinite(source.apply(0, attrs)),
    }),
    examples,
    refusals,
  });
}

/** One row of numbers through the function. */
export function valuesExample<A extends Attrs>(
  name: string,
  attrs: A,
  input: readonly number[],
  output: readonly number[],
): OpExample<A> {
  const shape = [1, input.length];
  return {
    name,
    attrs,
    inputs: [shape],
    output: shape,
    parameters: 0,
    macs: 0,
    values: { inputs: [input], output },
  };
}

/** Any shape passes unchanged. */
export function shapeExample<A extends Attrs>(attrs: A): OpExample<A> {
  const image = [2, 64, 56, 56];
  return { name: "an image keeps its shape", attrs, inputs: [image], output: image, parameters: 0, macs: 0 };
}
