import {
  type Analysis,
  constructionsBefore,
  type Fact,
  type LayerFact,
  type ModuleFact,
  parseAnyway,
  type WrittenConstruction,
} from "../../analyzer/index.ts";
import { type Category, findOp } from "../../ops/index.ts";
import type { Declarations } from "./declarations.ts";
import { signatureOf } from "./signature.ts";

/** A layer, and how many channels or features it gives. */
export interface LayerAbove {
  /** As it is constructed: `new nn.Conv2d(3, 16, 3)`. */
  readonly text: string;
  /** As code that may be written below it: `16`, `2 * width`; null where it is not known. */
  readonly size: string | null;
  /** The class that is constructed last, perhaps after it, and the kind of its last op; null where that is not known. */
  readonly last: { readonly callee: string; readonly kind: Category | null };
}

/**
 * The last layer before an offset that decides the number of channels or features: in the class around, else in the function or
 * file. What is written there is preferred to the number that it stands for, because it holds for every instance.
 */
export function layerAbove(
  { facts, file }: Analysis,
  text: string,
  offset: number,
  declarations: Declarations,
): LayerAbove | null {
  const before = [...constructionsBefore(parseAnyway(file, text), offset)].reverse();
  const [last] = before;
  for (const made of before) {
    const given = givenBy(made, factOf(facts, made), declarations);
    if (given === "as many" || last === undefined) continue;
    const op = layersOf(factOf(facts, last)).at(-1)?.op;
    return {
      text: text.slice(made.range.start, made.range.end),
      size: given.size,
      last: { callee: last.callee, kind: op === undefined ? null : findOp(op).category },
    };
  }
  return null;
}

function factOf(facts: readonly Fact[], { range }: WrittenConstruction): Fact | undefined {
  return facts.find(
    (fact) =>
      fact.role === "construction" && fact.range.start === range.start && fact.range.end === range.end,
  );
}

/** How many channels or features a layer gives: a size that may be written below it, or as many as it gets. */
type GivenSize = "as many" | { readonly size: string | null };

const unknown: GivenSize = { size: null };

function givenBy(made: WrittenConstruction, fact: Fact | undefined, declarations: Declarations): GivenSize {
  // Its parts come before it.
  if (/^(?:\w+\.)*Sequential$/.test(made.callee)) return "as many";
  // Only a class in a namespace is the library's for certain, without a look into the files around.
  const signature = made.callee.includes(".") ? signatureOf(declarations, made.callee) : null;
  if (signature?.isOfLibrary !== true) return { size: numberGiven(fact) };
  if (changesSize.test(signature.name)) return unknown;
  const at = signature.parameters.findIndex(
    ({ role, name }, index) =>
      role === "output" || keepsAsMany.test(name) || (index === 0 && name === "channels"),
  );
  if (at < 0) return isOneLayer(fact) ? "as many" : unknown;
  const written = made.arguments[at];
  return {
    size: written?.isPlain && written.isSteady() ? written.text : numberGiven(fact),
  };
}

/** Layers that give another number than they get, which no argument says. */
const changesSize =
  /^(?:(?:Un)?[Ff]latten|Pixel(?:Uns|S)huffle|(?:Unf|F)old|GLU|Embedding|CosineSimilarity|PairwiseDistance|LambdaLayer)$/;

/** What a norm calls the channels: it gives as many as it gets, as does a block that is given `channels` first. */
const keepsAsMany = /^(?:num(?:Features|Channels)|embedDim)$/;

/** A block may change the number inside. */
function isOneLayer(fact: Fact | undefined): boolean {
  return modulesOf(fact).length > 0 && layersOf(fact).length <= 1;
}

/** The number that every instance of a layer gives: that of the one op in it, or what came out of its calls. */
function numberGiven(fact: Fact | undefined): string | null {
  const sizes = new Set(modulesOf(fact).flatMap(sizesGiven));
  const [only] = sizes;
  return sizes.size === 1 && typeof only === "number" ? String(only) : null;
}

function sizesGiven({ layers, calls }: ModuleFact): readonly unknown[] {
  const [layer, ...others] = layers;
  if (layer?.path === "" && others.length === 0) {
    const { outChannels, outFeatures, numFeatures } = layer.attrs;
    return [outChannels ?? outFeatures ?? numFeatures];
  }
  // Of three axes, the second or the last may be that of the features.
  const outputs = calls.flatMap((call) => call.outputs);
  return outputs.length === 0 ? [null] : outputs.map((shape) => (shape.length === 3 ? null : shape[1]));
}

function modulesOf(fact: Fact | undefined): readonly ModuleFact[] {
  return (fact?.values ?? []).filter((value) => value.kind === "module");
}

function layersOf(fact: Fact | undefined): readonly LayerFact[] {
  return modulesOf(fact).at(-1)?.layers ?? [];
}
