import { type Dim, known } from "../../ir/index.ts";
import type { Arrival } from "../arguments/arrival.ts";
import { expressionsFor } from "../arguments/known-names.ts";
import { mayNameChannels } from "../arguments/own-sizes.ts";

/**
 * The parameter whose value is what arrives, at every instance: the one that the layer above was given goes first, then the
 * one that is named for it. Numbers may be equal by chance, so any other has to have a name for channels or features.
 */
export function inputsInScope({ own, names, above }: Arrival, sizes: readonly Dim[]): string | null {
  const [first] = sizes;
  if (first === undefined) return null;
  const number = sizes.length === 1 ? known(first) : undefined;
  if (number !== undefined && above?.size === String(number)) return null;
  const equal = expressionsFor(
    names.filter(({ text }) => own.parameters.includes(text)),
    sizes,
  );
  const isByChance = sizes.some((size) => known(size) !== undefined);
  const named = equal.filter((text) => !isByChance || mayNameChannels(text));
  return (
    equal.find((text) => text === above?.size) ??
    named.find((text) => text === own.inputs) ??
    named[0] ??
    null
  );
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
