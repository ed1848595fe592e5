import { type Attrs, product } from "../../ir/index.ts";
import type { MacsFactor, OpDefinition } from "../op.ts";

/** MACs as the product of what is counted, so that the formula which people read is the one that counts. */
export function countedBy<A extends Attrs>(
  ...macsFactors: readonly MacsFactor<A>[]
): Pick<OpDefinition<string, A>, "macs" | "macsFactors"> {
  return {
    macsFactors,
    macs: (attrs, inputs, output) => product(macsFactors.map(({ of }) => of(attrs, inputs, output))),
  };
}
