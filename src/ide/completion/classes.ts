import { known, printDim, printShapeShort, type Shape } from "../../ir/index.ts";
import { exactCount } from "../../words/index.ts";
import type { Arrival } from "../arguments/arrival.ts";
import { expressionsFor } from "../arguments/known-names.ts";
import type { Completer, Completion, CompletionContext } from "./completion.ts";
import { type LayerSnippet, layerSnippets, type Step } from "./layers.ts";
import { type Measured, measure } from "./measure.ts";
import { rankAfter, stepOf } from "./usual-next.ts";

/** Whole layers with what arrives filled in, ordered by what usually follows the part before. What does not fit is left out. */
export const classCompletion: Completer<"class"> = {
  at: "class",
  offer({ namespace, construction, typed }, context) {
    // Where arguments are there already, only the name is replaced: TypeScript's own list has the names.
    if (namespace !== "nn." || construction.end > typed.end) return [];
    const arrival = context.arrival();
    const [shape] = arrival?.shapes ?? [];
    const sizes = arrival === null ? new Map<string, string>() : sizesIn(arrival);
    const made = layerSnippets.map((layer) => filled(layer, sizes));
    const measured = shape === undefined ? null : measuredLayers(context, made, shape);
    const before = stepBefore(arrival);
    return layerSnippets
      .map((layer, index) => ({ layer, text: made[index] ?? "", measured: measured?.[index] ?? null }))
      .filter((one) => measured === null || one.measured !== null)
      .sort((left, right) => rankAfter(before, left.layer.step) - rankAfter(before, right.layer.step))
      .map(({ layer, text, measured: gives }) => entry(layer, text, gives, context));
  },
};

function measuredLayers(
  context: CompletionContext,
  made: readonly string[],
  shape: Shape,
): readonly (Measured | null)[] | null {
  return measure(
    context,
    made.map((text, index) => `new nn.${layerSnippets[index]?.name}(${plain(text)})`),
    shape,
  );
}

function isSymbolic(shape: Shape | undefined): boolean {
  return shape?.some((size) => known(size) === undefined) === true;
}

/** A flat tensor came from something flat, whatever op made it. */
function stepBefore(arrival: Arrival | null): Step | "input" {
  const [shape] = arrival?.shapes ?? [];
  if (arrival?.previous != null) return stepOf[arrival.previous.kind];
  if (arrival === null || shape === undefined || arrival.after === null) return "input";
  const step = stepOf[arrival.after];
  return step === "flatten" && shape.length > 2 ? "resize" : step;
}

/** What the words of a layer's arguments stand for. */
type Sizes = ReadonlyMap<string, string>;

function sizesIn(arrival: Arrival): Sizes {
  const { shapes, wanted, names, previous } = arrival;
  const channels = shapes.flatMap((shape) => shape[1] ?? []);
  const distinct = [...new Map(channels.map((size) => [printDim(size), size])).values()];
  const [only] = distinct;
  const size = distinct.length === 1 && only !== undefined ? known(only) : (previous?.size ?? undefined);
  const last = shapes.length === 1 ? shapes[0]?.at(-1) : undefined;
  const lastSize = last === undefined || isSymbolic(shapes[0]) ? undefined : known(last);
  const [name] = size === undefined ? expressionsFor(names, distinct) : [];
  const parts = size === undefined ? [] : shares.map(([word, by]) => [word, part(size, by)] as const);
  const outputs = wanted === null ? name : String(wanted);
  return new Map([
    ...parts,
    ...(name === undefined ? [] : [["IN", name] as const]),
    ...(outputs === undefined ? [] : [["OUT", outputs] as const]),
    ...(lastSize === undefined ? [] : [["LAST", String(lastSize)] as const]),
  ]);
}

const shares = [
  ["IN", 1],
  ["OUT", 1],
  ["HALF", 1 / 2],
  ["QUARTER", 1 / 4],
  ["TWICE", 2],
] as const;

function part(size: number, share: number): string {
  return String(Math.max(1, Math.floor(size * share)));
}

/** The arguments with what arrives, and places in `<…>`; what is not known becomes a place to be filled in. */
function filled({ arguments: written }: LayerSnippet, sizes: Sizes): string {
  const text = written.replace(sizeWords, (word, offset: number) => {
    const size = sizes.get(word);
    if (size !== undefined) return size;
    const isPlace = written.slice(0, offset).endsWith("<");
    return isPlace ? "outputs" : "<inputs>";
  });
  return text;
}

const sizeWords = /\b(?:IN|OUT|LAST|HALF|QUARTER|TWICE)\b/g;

function plain(marked: string): string {
  return marked.replace(/[<>]/g, "");
}

function snippet(marked: string): string {
  let places = 0;
  return marked.replace(/<([^>]*)>/g, (_, text) => `\${${++places}:${text}}`);
}

function entry(
  { name }: LayerSnippet,
  text: string,
  gives: Measured | null,
  context: CompletionContext,
): Completion {
  const count = gives === null || gives.parameters === 0 ? "" : ` · ${exactCount(gives.parameters)} params`;
  return {
    label: `${name}(${plain(text)})`,
    detail: gives === null ? "" : `→ ${printShapeShort(gives.output)}${count}`,
    documentation: context.signature({ namespace: "nn.", className: name })?.doc ?? "",
    insert: `${name}(${snippet(text)})`,
    isSnippet: true,
    filter: name,
    kind: "class",
  };
}
