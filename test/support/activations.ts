import type { Attrs } from "../../src/ir/index.ts";
import { ops } from "../../src/ops/index.ts";

/** Every function of single numbers, once with each of the attributes that its examples have. */
export const activations: readonly (readonly [op: string, attrs: Attrs])[] = ops
  .filter(({ category }) => category === "activation")
  .flatMap(({ kind, lower, examples }) => {
    const attrs = new Map<string, Attrs>();
    for (const example of examples.filter(({ problems }) => problems === undefined)) {
      const { family } = lower(example.attrs as never, example.inputs as never);
      if (family === "activation") attrs.set(JSON.stringify(example.attrs), example.attrs);
    }
    return [...attrs.values()].map((one) => [kind, one] as const);
  });
