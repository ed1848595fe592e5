import { numberParametersAround, type ParsedFile } from "../../analyzer/index.ts";
import { type Dim, known } from "../../ir/index.ts";
import { roleOf } from "./argument-roles.ts";
import type { Arrival } from "./arrival.ts";
import { expressionsFor } from "./known-names.ts";

/** The numbers that the function around is given; null where none of their names says that. */
export interface OwnSizes {
  readonly parameters: readonly string[];
  /** The one for the channels or features that arrive. */
  readonly inputs: string | null;
  /** The one for those that leave. */
  readonly outputs: string | null;
}

/** By the names of the parameters: `inChannels` and `outChannels`, or `inplanes` and `planes`. */
export function ownSizes(file: ParsedFile, offset: number): OwnSizes {
  const parameters = numberParametersAround(file, offset);
  return {
    parameters,
    inputs: parameters.find((name) => roleOf(name) === "input") ?? null,
    outputs: parameters.find((name) => roleOf(name) === "output" || outputWords.test(name)) ?? null,
  };
}

const outputWords = /^(?:planes|filters)$/i;

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
