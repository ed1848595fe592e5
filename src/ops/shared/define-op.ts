import type { Attrs, Shape } from "../../ir/index.ts";
import type { Concrete, OpDefinition, OpProblem } from "../op.ts";
import { checkAttributes, type Rules, readAttributes } from "./attributes.ts";

/** An op as its file writes it: attributes have their types and, where they are impossible, are unknown. */
export type OpSource<K extends string, A extends Attrs> = Omit<OpDefinition<K, A>, "check"> & {
  /** What each attribute may be by itself. */
  readonly rules: Rules<A>;
  /** What is impossible about attributes together; asked only where each by itself is possible. */
  check?(attrs: A): readonly OpProblem[];
};

/** Reads and checks attributes at the border, once for all methods, so that no op can throw on an author's values. */
export function defineOp<K extends string, A extends Attrs>(op: OpSource<K, A>): OpDefinition<K, A> {
  const { rules, check, view, macsFactors, ...rest } = op;
  const read = rememberingLast((attrs: A) => readAttributes(rules, attrs));
  // Numbers stay as they are; names of infinities become numbers.
  const concrete = (attrs: Concrete<A>): Concrete<A> => read(attrs as A) as Concrete<A>;
  return {
    ...rest,
    ...(view && {
      view: {
        ...view,
        keepsOrder: (attrs, source, part) => view.keepsOrder(read(attrs), source, part),
        putBack: (attrs, views) => view.putBack(read(attrs), views),
      },
    }),
    ...(macsFactors && {
      macsFactors: macsFactors.map(({ name, of }) => ({
        name,
        of: (attrs: A, inputs: readonly Shape[], output: Shape) => of(read(attrs), inputs, output),
      })),
    }),
    check(attrs) {
      const problems = checkAttributes(rules, attrs);
      return problems.length > 0 ? problems : (check?.(read(attrs)) ?? []);
    },
    title: (attrs, inputs) => op.title(read(attrs), inputs),
    infer: (attrs, inputs) => op.infer(read(attrs), inputs),
    params: (attrs) => op.params(read(attrs)),
    macs: (attrs, inputs, output) => op.macs(read(attrs), inputs, output),
    elementwise: (attrs, inputs, output) => op.elementwise(read(attrs), inputs, output),
    window: (attrs, inputs) => op.window(read(attrs), inputs),
    reference: (attrs, inputs, params) => op.reference(concrete(attrs), inputs, params),
    lower: (attrs, inputs) => op.lower(concrete(attrs), inputs),
  };
}

/** The same function, which knows what it gave last: one layer's attributes are asked about several times in a row. */
function rememberingLast<A extends Attrs>(read: (attrs: A) => A): (attrs: A) => A {
  let last: { readonly attrs: A; readonly known: A } | null = null;
  return (attrs) => {
    if (last?.attrs !== attrs) last = { attrs, known: read(attrs) };
    return last.known;
  };
}
