import { numberParametersAround, type ParsedFile } from "../../analyzer/index.ts";
import { roleOf } from "./argument-roles.ts";

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
