import {
  type Making,
  type Model,
  makingAt,
  type NumberPlace,
  type NumberSpot,
  numbersOfDefaults,
  numbersOfMaking,
  type SignatureParameter,
} from "../../analyzer/index.ts";
import { type FileRange, type Range, samePlace, sameRange } from "../../base/index.ts";
import { type Graph, known, type Node } from "../../ir/index.ts";
import type { Knob, Knobs } from "../../protocol/index.ts";
import { constructorOf, type Declarations, parametersOf } from "../arguments/declarations.ts";
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
    ...constructionOf(view, model, declarations),
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

/** The numbers of the construction, and of the calls of functions that lead to it. */
function constructionOf(view: View, model: Model, declarations: Declarations): readonly Group[] {
  const { className: name, construction, constructedIn } = model;
  if (construction === null) return [defaultsOf(view, model, declarations)];
  const { file } = view.analysis;
  const around = constructedIn.flatMap((place, index): readonly Group[] => {
    if (place.file !== file || samePlace(place, construction)) return [];
    const made = makingAt(view.parsed(), place);
    const inside = constructedIn[index - 1] ?? construction;
    const parameters = made && parametersAround(declarations, made, inside);
    if (made === null || parameters === null) return [];
    return [
      { name: made.callee, found: single(numbersOfMaking(view.parsed(), place, parameters)), notes: [] },
    ];
  });
  const where = construction.file.split("/").at(-1);
  const own: Group =
    construction.file === file
      ? { name, found: givenAt(view, construction, name, declarations), notes: [] }
      : { name, found: [], notes: [`${name} is constructed in ${where}.`] };
  return [own, ...around];
}

/** What the author's constructor or function takes in which the net, or a call that leads to it, is made. */
function parametersAround(
  declarations: Declarations,
  made: Making,
  inside: FileRange,
): readonly SignatureParameter[] | null {
  return made.kind === "class"
    ? parametersOf(declarations, made)
    : (declarations.own.functionAround(made.callee, inside)?.parameters ?? null);
}

/** Where nothing constructs a class, its defaults are what can be changed. */
function defaultsOf(view: View, { className: name, declaration }: Model, declarations: Declarations): Group {
  const { file } = view.analysis;
  const parameters = constructorOf(declarations, name)?.parameters ?? [];
  const found = declaration?.file === file ? single(numbersOfDefaults(view.parsed(), parameters)) : [];
  const open = parameters.filter((one) => one.default === null && !one.isRest).map((one) => one.name);
  const notes =
    open.length === 0
      ? []
      : [`Nothing constructs ${name}, so ${open.join(", ")} without a default stays a symbol.`];
  return { name, found, notes };
}

function moduleGroup(view: View, model: Model, path: string, declarations: Declarations): readonly Group[] {
  const { modules } = model.graph;
  const info = path === "" ? undefined : modules.find((module) => module.path === path);
  if (info === undefined) return [];
  const { source, className } = info;
  const empty = (note: string): readonly Group[] => [{ name: path, found: [], notes: [note] }];
  if (source === null || source.file !== view.analysis.file) {
    const where = source === null ? "in the library" : `in ${source.file.split("/").at(-1)}`;
    return empty(`${path} is constructed ${where}, so its numbers are changed there.`);
  }
  const made = makingAt(view.parsed(), source);
  if (isPartOfLibrary(modules, info, made))
    return empty(`${path} is constructed in the library, by ${made?.callee ?? className}.`);
  const twins = modules.filter(
    (other) => samePlace(other.source, source) && !isPartOfLibrary(modules, other, made),
  ).length;
  const notes = twins > 1 ? [`${twins} modules are constructed where ${path} is, and change together.`] : [];
  const found = givenAt(view, source, className, declarations);
  const layer = twins > 1 ? undefined : model.graph.nodes.find(({ owner }) => owner === path);
  return [
    {
      name: path,
      found: found.map((one) => ({ ...one, value: one.value ?? attributeOf(layer, one) })),
      notes,
    },
  ];
}

/** What a layer's graph says of an argument that is computed: layers call their attributes as their arguments. */
function attributeOf(layer: Node | undefined, { name }: FoundNumber): number | null {
  const value = layer?.attrs[name];
  const isOne = Array.isArray(value) && value.every((one) => one === value[0]);
  const number = isOne ? value[0] : value;
  return typeof number === "number" ? number : null;
}

/** A net of the library has all its layers where the author's file makes it. */
function isPartOfLibrary(
  modules: Graph["modules"],
  { path, source, className }: Graph["modules"][number],
  made: Making | null,
): boolean {
  if (path === "" || made?.callee.split(".").at(-1) === className) return false;
  const above = path.includes(".") ? path.slice(0, path.lastIndexOf(".")) : "";
  const around = modules.find((module) => module.path === above);
  return samePlace(around?.source ?? null, source);
}

/** The numbers of a construction, or of the call of a function that constructs. */
function givenAt(
  view: View,
  place: FileRange,
  className: string,
  declarations: Declarations,
): readonly FoundNumber[] {
  const made = makingAt(view.parsed(), place) ?? { kind: "class", callee: className };
  return single(numbersOfMaking(view.parsed(), place, parametersOf(declarations, made) ?? []));
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
      return `added to the ${place.within === "object" ? "options" : "call"}, ${line}`;
    case "assumed":
      return `as an @input comment, ${line}`;
  }
}
