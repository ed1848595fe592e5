import { printDim, printShapeShort, type Shape } from "../../ir/index.ts";
import { exactCount } from "../../words/index.ts";
import type { Arrival } from "../arguments/arrival.ts";
import type { LayerAbove } from "../arguments/layer-above.ts";
import type { Completer, Completion, CompletionContext } from "./completion.ts";
import { type LayerSnippet, layerSnippets, type Step } from "./layers.ts";
import { type Measured, measure } from "./measure.ts";
import { numbersFor, type SizeWords, wordsInScope } from "./size-words.ts";
import { rankAfter, stepOf } from "./usual-next.ts";

/** Whole layers with what arrives filled in, ordered by what usually follows the part before. What does not fit is left out. */
export const classCompletion: Completer<"class"> = {
  at: "class",
  offer({ namespace, construction, typed }, context) {
    // Where arguments are there already, only the name is replaced: TypeScript's own list has the names.
    if (namespace !== "nn." || construction.end > typed.end) return [];
    const arrival = context.arrival();
    const [shape] = arrival?.shapes ?? [];
    const inScope = arrival === null ? new Map<string, string>() : wordsInScope(arrival);
    const made = layerSnippets.map((layer) => filled(layer, inScope));
    const measured = shape === undefined ? null : measuredLayers(context, arrival, shape);
    const before = stepBefore(arrival);
    const axes = axesOf(shape === undefined ? arrival?.above?.text : `${shape.length - 2}d`);
    const isOfTokens = arrival !== null && areTokens(arrival);
    const rank = ({ layer }: { readonly layer: LayerSnippet }): number =>
      isOfTokens && layer.step === "linear"
        ? -1
        : rankAfter(before, layer.step) + (axesOf(layer.name, axes) === axes ? 0 : afterAll);
    return layerSnippets
      .map((layer, index) => ({ layer, text: made[index] ?? "", measured: measured?.[index] ?? null }))
      .filter((one) => measured === null || one.measured !== null)
      .sort((left, right) => rank(left) - rank(right))
      .map(({ layer, text, measured: gives }) => entry(layer, text, gives));
  },
};

/** The number of axes in a layer's name: 2 in `Conv2d`, and where there is none, because images are usual. */
function axesOf(text: string | undefined, otherwise = "2"): string {
  return /([123])d\b/.exec(text ?? "")?.[1] ?? otherwise;
}

/** Whether what the class is given for its inputs is on the last of three axes: tokens rather than a signal. */
function areTokens({ shapes, names, own }: Arrival): boolean {
  const given = names
    .find(({ text }) => text === own.inputs)
    ?.values.map(printDim)
    .join(" ");
  const along = (axis: number): string => shapes.map((shape) => printDim(shape.at(axis) ?? 0)).join(" ");
  return (
    shapes.length > 0 &&
    shapes.every(({ length }) => length === 3) &&
    given === along(2) &&
    given !== along(1)
  );
}

/** Ranks what it is added to behind every step. */
const afterAll = 100;

/** With numbers in place of the author's names, for the first of several instances. */
function measuredLayers(
  context: CompletionContext,
  arrival: Arrival | null,
  shape: Shape,
): readonly (Measured | null)[] | null {
  const numbers = arrival === null ? new Map<string, string>() : numbersFor(arrival, shape);
  const made = layerSnippets.map((layer) => `new nn.${layer.name}(${plain(filled(layer, numbers))})`);
  return measure(context, made, shape);
}

/** A flat tensor came from something flat, whatever op made it. */
function stepBefore(arrival: Arrival | null): Step | "input" {
  const [shape] = arrival?.shapes ?? [];
  if (shape === undefined && arrival?.above != null) return stepOfLast(arrival.above);
  if (arrival === null || shape === undefined || arrival.after === null) return "input";
  const step = stepOf[arrival.after];
  return step === "flatten" && shape.length > 2 ? "resize" : step;
}

/** Of a class of the library it is known by its name, of an author's by its last op. */
function stepOfLast({ last: { callee, kind } }: LayerAbove): Step | "input" {
  const snippet = layerSnippets.find(({ name }) => callee === name || callee.endsWith(`.${name}`));
  return snippet?.step ?? (kind === null ? "block" : stepOf[kind]);
}

/** The arguments with what arrives, and places in `<…>`; what is not known becomes a place to be filled in. */
function filled({ arguments: written }: LayerSnippet, sizes: SizeWords): string {
  return written.replace(sizeWords, (word, offset: number) => {
    const size = sizes.get(word);
    const isPlace = written.slice(0, offset).endsWith("<");
    if (size === undefined) return isPlace ? "outputs" : "<inputs>";
    return isPlace ? plain(size) : size;
  });
}

const sizeWords = /\b(?:IN|OUT|LAST|LASTOUT|HALF|QUARTER|HALFOUT|TWICEOUT)\b/g;

function plain(marked: string): string {
  return marked.replace(/[<>]/g, "");
}

function snippet(marked: string): string {
  let places = 0;
  return marked.replace(/<([^>]*)>/g, (_, text) => `\${${++places}:${text}}`);
}

function entry({ name }: LayerSnippet, text: string, gives: Measured | null): Completion {
  const count = gives === null || gives.parameters === 0 ? "" : ` · ${exactCount(gives.parameters)} params`;
  return {
    label: `${name}(${plain(text)})`,
    detail: gives === null ? "" : `→ ${printShapeShort(gives.output)}${count}`,
    documentation: { of: "layer", name },
    insert: `${name}(${snippet(text)})`,
    isSnippet: true,
    filter: name,
    kind: "class",
  };
}
