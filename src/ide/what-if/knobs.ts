import {
  constructionIn,
  type Model,
  type NumberPlace,
  type NumberSpot,
  numbersOfConstruction,
  numbersOfDefaults,
} from "../../analyzer/index.ts";
import { type FileRange, type Range, samePlace, sameRange } from "../../base/index.ts";
import { known } from "../../ir/index.ts";
import type { Knob, Knobs } from "../../protocol/index.ts";
import { constructorOf, type Declarations } from "../arguments/declarations.ts";
import type { View } from "../view/view.ts";
import { inputNumbers } from "./input-numbers.ts";
import type { FoundNumber, InputPlace } from "./places.ts";

/** A knob with every place that its value is written to. */
export interface PlacedKnob extends Knob {
  readonly places: readonly (NumberPlace | InputPlace)[];
}

export interface PlacedKnobs extends Knobs {
  readonly knobs: readonly PlacedKnob[];
}

/** The numbers of a model's input, of its construction, and of those of the modules at some paths. */
export function knobsOf(
  view: View,
  model: Model,
  modules: readonly string[],
  declarations: Declarations,
): PlacedKnobs {
  const valueAt = knownNumbers(view);
  const groups: readonly Group[] = [
    { name: "input", ...inputNumbers(view, model) },
    constructionOf(view, model, declarations),
    ...modules.flatMap((path) => moduleGroup(view, model, path, declarations)),
  ];
  const knobs = new Map<string, PlacedKnob>();
  const notes = groups.flatMap((group) => group.notes);
  for (const { name: group, found } of groups) {
    for (const { name, value, places } of found) {
      const [first] = places;
      const number = value ?? (first.kind === "expression" ? valueAt(first.range) : undefined);
      if (number === undefined) notes.push(`${name} of ${group} is computed from other numbers.`);
      const [id, place] = [idOf(first), placeWords(view, first)];
      // One constant may be several arguments.
      if (number !== undefined && !knobs.has(id))
        knobs.set(id, { id, group, name, value: number, place, places });
    }
  }
  return { knobs: [...knobs.values()], notes };
}

interface Group {
  readonly name: string;
  readonly found: readonly FoundNumber[];
  readonly notes: readonly string[];
}

function constructionOf(view: View, model: Model, declarations: Declarations): Group {
  const { file } = view.analysis;
  const { className: name, construction, declaration } = model;
  const parameters = constructorOf(declarations, calleeOf(view, construction) ?? name)?.parameters ?? [];
  if (construction?.file === file) {
    const found = single(numbersOfConstruction(view.parsed(), construction, parameters));
    return { name, found, notes: [] };
  }
  if (construction !== null)
    return { name, found: [], notes: [`${name} is constructed in ${construction.file}.`] };
  const isOwn = declaration?.file === file;
  const found = isOwn ? single(numbersOfDefaults(file, parameters)) : [];
  const open = parameters.filter((one) => one.default === null && !one.isRest).map((one) => one.name);
  const notes =
    open.length === 0
      ? []
      : [`Nothing constructs ${name}, so ${open.join(", ")} without a default stays a symbol.`];
  return { name, found, notes };
}

function moduleGroup(view: View, model: Model, path: string, declarations: Declarations): readonly Group[] {
  const info = path === "" ? undefined : model.graph.modules.find((module) => module.path === path);
  if (info === undefined) return [];
  const { source, className } = info;
  if (source === null || source.file !== view.analysis.file) {
    const where = source === null ? "in the library" : `in ${source.file.split("/").at(-1)}`;
    return [
      {
        name: path,
        found: [],
        notes: [`${path} is constructed ${where}, so its numbers are changed there.`],
      },
    ];
  }
  const parameters = constructorOf(declarations, calleeOf(view, source) ?? className)?.parameters ?? [];
  const found = single(numbersOfConstruction(view.parsed(), source, parameters));
  const twins = model.graph.modules.filter((other) => samePlace(other.source, source)).length;
  const notes = twins > 1 ? [`${twins} modules are constructed where ${path} is, and change together.`] : [];
  return [{ name: path, found, notes }];
}

/** The class as a construction in the view's file names it: `nn.Conv2d`; null for any other expression. */
function calleeOf(view: View, place: FileRange | null): string | null {
  if (place?.file !== view.analysis.file) return null;
  const made = constructionIn(view.text.slice(place.start, place.end));
  return made && `${made.namespace}${made.className}`;
}

function single(spots: readonly NumberSpot[]): readonly FoundNumber[] {
  return spots.map(({ name, value, place }) => ({ name, value, places: [place] }));
}

/** The number that an expression was each time it was evaluated; undefined where there is no one such number. */
function knownNumbers(view: View): (range: Range) => number | undefined {
  return (place) => {
    const facts = view.analysis.facts.filter(({ range }) => sameRange(range, place));
    const values = facts.flatMap((fact) => fact.values);
    const [only] = values;
    const isOne = values.length > 0 && values.every((one) => one.kind === "plain" && one.dim !== null);
    if (!isOne || only?.kind !== "plain" || only.dim === null) return undefined;
    const number = known(only.dim);
    return values.every((one) => one.kind === "plain" && one.dim !== null && known(one.dim) === number)
      ? number
      : undefined;
  };
}

function idOf(place: NumberPlace | InputPlace): string {
  switch (place.kind) {
    case "gap":
      return `${place.at}+${place.index}${place.key ?? ""}`;
    case "assumed":
      return `input${place.input}.${place.axis}`;
    default:
      return `${place.range.start}`;
  }
}

function placeWords(view: View, place: NumberPlace | InputPlace): string {
  const start = place.kind === "gap" || place.kind === "assumed" ? place.at : place.range.start;
  const line = `line ${view.lineOf({ file: view.analysis.file, start, end: start })}`;
  switch (place.kind) {
    case "expression": {
      const text = view.text.slice(place.range.start, place.range.end);
      return /^[-\d.]/.test(text) ? line : `instead of ${text}, ${line}`;
    }
    case "constant":
      return `const ${place.name}, ${line}`;
    case "default":
      return `default, ${line}`;
    case "gap":
      return `added to the call, ${line}`;
    case "assumed":
      return `as an @input comment, ${line}`;
  }
}
