import { type Dim, known } from "../../ir/index.ts";
import type { Arrival } from "../arguments/arrival.ts";
import { expressionsFor } from "../arguments/known-names.ts";

/** The parameter that is what arrives at every instance; the one that the layer above was given goes before others. */
export function inputsInScope({ own, names, above }: Arrival, sizes: readonly Dim[]): string | null {
  if (sizes.length === 0) return null;
  const equal = expressionsFor(
    names.filter(({ text }) => own.parameters.includes(text)),
    sizes,
  );
  return equal.find((text) => text === above?.size) ?? equal[0] ?? null;
}

/** The parameter that says what leaves, unless what follows takes another number. */
export function outputsInScope({ own, names, wanted }: Arrival): string | null {
  const { outputs } = own;
  if (outputs === null || wanted === null) return outputs;
  return numberOf(outputs, names) === wanted ? outputs : null;
}

/** The one number that a name stands for at every instance. */
export function numberOf(name: string, names: Arrival["names"]): number | undefined {
  const [only, ...others] = names.find(({ text }) => text === name)?.values ?? [];
  return only === undefined || others.length > 0 ? undefined : known(only);
}
