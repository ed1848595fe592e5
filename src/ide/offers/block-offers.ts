import type { Block, BlockParameter, Model } from "../../analyzer/index.ts";
import { contains, type FileRange } from "../../base/index.ts";
import { type Dim, known, type Shape, substitute, symbolsOf, unknownDim } from "../../ir/index.ts";
import type { BlockOffer } from "../../protocol/index.ts";
import { fitShape } from "../../words/index.ts";
import type { View } from "../view/view.ts";
import { libraryOffers } from "./library-offers.ts";

/** Height and width of the offered input if a block does not state them. */
const offeredSize = 32;

const longestShape = 40;

/**
 * The blocks that can be run alone from a file: its own first, in source order, then others that it constructs, then the
 * library's.
 */
export function blockOffers(view: View): readonly BlockOffer[] {
  const own = view.analysis.blocks.flatMap((block) => fileOffer(view, block));
  const offered = new Set(own.map(({ expression }) => expression));
  const constructed = view.analysis.models.flatMap((model) => constructionOffer(view, model));
  return [...own, ...constructed.filter(({ expression }) => !offered.has(expression)), ...libraryOffers];
}

/** A library block with the author's arguments, or a second construction of one of the file's own: useful in comparisons. */
function constructionOffer(view: View, model: Model): readonly BlockOffer[] {
  const place = topLevelConstruction(view, model);
  if (place === null) return [];
  const inputs = model.graph.inputs.map((id) => model.graph.nodes[id]?.shape ?? []);
  return [
    {
      expression: view.text.slice(place.start, place.end),
      name: model.name,
      description: `model, ${placeAndInput(view, place.start, inputs)}`,
      origin: "file",
      input: exampleInputs(inputs, new Map()),
    },
  ];
}

/** A block is not offered if its arguments cannot be guessed: an offer has to work without edits. */
function fileOffer(view: View, block: Block): readonly BlockOffer[] {
  const made = constructionText(view, block.name);
  const args = block.kind === "class" ? guessAll(block) : [];
  const expression = block.kind === "function" ? functionText(block) : (made ?? newText(block, args));
  if (expression === null) return [];
  const bindings = new Map(
    block.parameters.map(({ name, defaultText }, index) => [name, args?.[index] ?? defaultText]),
  );
  return [
    {
      expression,
      name: block.name,
      description: describe(view, block),
      origin: "file",
      input: exampleInputs(block.inputs, bindings),
    },
  ];
}

/** The author's own construction at the top level of the file: its arguments are still in scope at the file's end. */
export function constructionText(view: View, className: string): string | null {
  const made = view.analysis.models
    .filter((model) => model.className === className)
    .map((model) => topLevelConstruction(view, model))
    .find((place) => place !== null);
  return made ? view.text.slice(made.start, made.end) : null;
}

/** What gives the model again at the end of the file: the variable that holds it, else its construction. */
export function expressionFor(view: View, model: Model): string | null {
  if (model.isHeld && model.variable !== null) return model.variable;
  const place = topLevelConstruction(view, model);
  return place === null ? null : view.text.slice(place.start, place.end);
}

/** The place of a model's construction, if it is outside every class and function of the file. */
function topLevelConstruction(view: View, { construction, symbolic }: Model): FileRange | null {
  const { blocks, file } = view.analysis;
  if (symbolic || construction?.file !== file) return null;
  return blocks.some(({ range }) => contains(range, construction)) ? null : construction;
}

function newText({ name }: Block, args: readonly (string | null)[] | null): string | null {
  if (args === null) return null;
  const written = args.filter((arg) => arg !== null);
  return `new ${name}(${written.join(", ")})`;
}

/** A function whose only required parameter is one tensor is called as it is. */
function functionText({ name, parameters }: Block): string | null {
  const [first, ...rest] = parameters;
  const takesTensor = first?.type.includes("Tensor") === true;
  return takesTensor && rest.every(({ defaultText }) => defaultText !== null) ? name : null;
}

/** Example arguments, null for those with a default. The whole is null if a required one cannot be guessed. */
function guessAll({ parameters, inputs }: Block): readonly (string | null)[] | null {
  const channels = known(inputs?.[0]?.[1] ?? unknownDim("no input"));
  const guesses = parameters.map((one, index) => {
    if (one.defaultText !== null) return null;
    // A block's first argument is nearly always its number of input channels: take that of the example input.
    return index === 0 && channels !== undefined && namesChannels(one) ? String(channels) : guess(one);
  });
  const missing = parameters.some(
    ({ defaultText }, index) => defaultText === null && guesses[index] === null,
  );
  return missing ? null : guesses;
}

function namesChannels({ name, type }: BlockParameter): boolean {
  return (type === "number" || type === "") && /^in|channel|planes|features|width|dim/i.test(name);
}

function guess({ name, type }: BlockParameter): string | null {
  if (type === "boolean") return "true";
  if (type !== "number" && type !== "") return null;
  return exampleNumbers.find(({ names }) => names.test(name))?.value ?? null;
}

/** Example values by parameter name. The first row that matches counts. */
const exampleNumbers: readonly { readonly names: RegExp; readonly value: string }[] = [
  { names: /stride|group|dilation|cardinality/i, value: "1" },
  { names: /kernel|size/i, value: "3" },
  { names: /padding/i, value: "1" },
  { names: /class/i, value: "10" },
  { names: /depth|repeat|blocks|layers|count|^n$/i, value: "2" },
  { names: /ratio|expan|factor|reduction/i, value: "4" },
  { names: /reduce/i, value: "32" },
  { names: /./, value: "64" },
];

/** One image where nothing is known of them. */
function exampleInputs(inputs: readonly Shape[] | null, args: ReadonlyMap<string, string | null>): string {
  if (inputs === null || inputs.length === 0) return exampleInput(undefined, args);
  return inputs.map((shape) => exampleInput(shape, args)).join(", ");
}

/** `1x64x32x32`: a symbol named like an argument gets its value, any other unknown size a common one. */
function exampleInput(shape: Shape | undefined, args: ReadonlyMap<string, string | null>): string {
  if (shape === undefined) return `1x3x${offeredSize}x${offeredSize}`;
  const sizes = shape.map((dim, axis) => known(dim) ?? fromArguments(dim, args) ?? exampleSize(axis));
  return sizes.join("x");
}

function fromArguments(dim: Dim, args: ReadonlyMap<string, string | null>): number | undefined {
  const bindings = symbolsOf(dim).map((name) => [name, Number(args.get(name) ?? Number.NaN)] as const);
  return known(substitute(dim, new Map(bindings.filter(([, value]) => Number.isInteger(value)))));
}

function exampleSize(axis: number): number {
  return [1, 64][axis] ?? offeredSize;
}

function describe(view: View, block: Block): string {
  const model = view.analysis.models.find(({ className }) => className === block.name);
  const kind = model === undefined ? block.kind : modelKind(model);
  return `${kind}, ${placeAndInput(view, block.nameRange.start, block.inputs)}`;
}

function placeAndInput(view: View, start: number, inputs: readonly Shape[] | null): string {
  const line = (view.linesOf(view.analysis.file)?.positionAt(start).line ?? 0) + 1;
  const shapes = (inputs ?? []).map((shape) => fitShape(shape, longestShape)).join(", ");
  return `line ${line}${shapes === "" ? "" : `, input ${shapes}`}`;
}

function modelKind({ symbolic }: Model): string {
  return symbolic ? "block" : "model";
}
