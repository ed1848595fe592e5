import { numberParametersAround, type ParsedFile } from "../../analyzer/index.ts";

/** The numbers that the enclosing function is given, and which of them are sizes by their names; null where none is. */
export interface OwnSizes {
  readonly parameters: readonly string[];
  /** The one for the channels or features that arrive. */
  readonly inputs: string | null;
  /** The one for those that leave. */
  readonly outputs: string | null;
}

/** By the names of the parameters: `inChannels` and `outChannels`, or `inplanes` and `planes`. */
export function ownSizes(file: ParsedFile, offset: number): OwnSizes {
  const parameters = numberParametersAround(file, offset)
    .filter(({ name, isCertain }) => isCertain || sureWords.test(name))
    .map(({ name }) => name);
  return {
    parameters,
    inputs: parameters.find((name) => inputWords.test(name)) ?? null,
    outputs: parameters.find((name) => outputWords.test(name)) ?? null,
  };
}

/** Whether a name can be that of a number of channels or features. */
export function mayNameChannels(name: string): boolean {
  return inputWords.test(name) || outputWords.test(name) || channelWords.test(name);
}

const inputWords =
  /^(?:in(?:put)?_?(?:c|ch|channels?|planes|features|filters|dim)?|c(?:h)?_?in|(?:num_?)?(?:channels|features)|(?:embed_?)?dim)$/i;

const outputWords =
  /^(?:out(?:put)?_?(?:c|ch|channels?|planes|features|filters|dim)?|c(?:h)?_?out|planes|filters)$/i;

const channelWords = /(?:channels?|planes|features|filters|width|hidden|dims?|^ch?\d?|growth_?(?:rate)?)$/i;

/** Without a type: `channels` alone may be a list, and `features` a module. */
const sureWords =
  /^(?:(?:in|out|input|output|num|n|mid|hidden)_?(?:ch|channels|planes|features|filters)|c(?:h)?_?(?:in|out)|planes)$/i;
