import type { Fact, ModuleFact, PlacedProblem, TensorFact } from "../../analyzer/index.ts";
import { contains, type Range } from "../../base/index.ts";
import { isUnknown, type Shape } from "../../ir/index.ts";
import { countCertain } from "../../passes/parameters.ts";
import { cut, exactCount, fitShape, shortCount, shortTotalWords } from "../../words/index.ts";
import { hoverOf } from "../hover/hover.ts";
import { distinctShapes } from "../view/distinct-shapes.ts";
import type { View } from "../view/view.ts";
import { type ChosenInstances, chosenModules, chosenShape } from "./instances.ts";
import { tensorFlow } from "./tensor-flow.ts";

export interface InlayHint {
  /** The offset after which it is shown. */
  readonly position: number;
  /** At most as long as the setting `inlayHints.maxLength` says. */
  readonly label: string;
  readonly kind: "shape" | "parameters";
}

/** Shapes where they change and parameter counts at constructions, in the order of the text. */
export function inlayHints(
  view: View,
  within?: Range,
  chosen: ChosenInstances = nothingChosen,
): readonly InlayHint[] {
  return hintsWithFacts(view, chosen)
    .filter(({ position }) => within === undefined || (within.start <= position && position <= within.end))
    .sort((a, b) => a.position - b.position)
    .map(({ position, label, kind }) => ({ position, label, kind }));
}

/** The hover's text for the hint under the pointer; null if the text has changed since the hint was made. */
export function inlayTooltip(
  view: View,
  position: number,
  kind: InlayHint["kind"],
  chosen: ChosenInstances = nothingChosen,
): string | null {
  const hint = hintsWithFacts(view, chosen).find((one) => one.position === position && one.kind === kind);
  const hover = hint === undefined ? undefined : hoverOf(view, hint.fact)?.markdown;
  return hint === undefined || hover === undefined ? null : [hover, ...marksOf(hint)].join("\n\n");
}

/** What the sign `+2` in a hint means, where it has one. Why there is a `?`, the hover says. */
function marksOf({ label }: HintWithFact): readonly string[] {
  const more = /\+(\d+)$/.exec(label)?.[1];
  return more === undefined
    ? []
    : [`_\`+${more}\`: this many more shapes occur here, one for each instance or call._`];
}

interface HintWithFact extends InlayHint {
  readonly fact: Fact;
}

/** An editor asks for the hints of a few lines at a time: they are made once for a view. */
const madeHints = new WeakMap<View, MadeHints>();

interface MadeHints {
  readonly chosen: ChosenInstances;
  readonly hints: readonly HintWithFact[];
}

const nothingChosen: ChosenInstances = new Map();

function hintsWithFacts(view: View, chosen: ChosenInstances): readonly HintWithFact[] {
  const known = madeHints.get(view);
  if (known?.chosen === chosen) return known.hints;
  const { shapes, parameters } = view.settings.inlayHints;
  const made = [
    ...(shapes ? shapeHints(view, chosen) : []),
    ...(parameters ? parameterHints(view, chosen) : []),
  ];
  const hints = view.settings.inlayHints.show === "problems" ? besideProblems(view, made) : made;
  madeHints.set(view, { chosen, hints });
  return hints;
}

/** The shapes on lines that have a problem: nothing else is shown of a model that is well. */
function besideProblems(view: View, hints: readonly HintWithFact[]): readonly HintWithFact[] {
  const lineAt = (offset: number) => view.linesOf(view.analysis.file)?.positionAt(offset).line;
  const places = view.problems().flatMap(({ at, related }) => [at, ...related.map((one) => one.at)]);
  const here = places.filter(({ file }) => file === view.analysis.file);
  const lines = new Set(here.map(({ start }) => lineAt(start)));
  return hints.filter(({ kind, position }) => kind === "shape" && lines.has(lineAt(position)));
}

function shapeHints(view: View, chosen: ChosenInstances): readonly HintWithFact[] {
  return tensorFlow(view)
    .filter(({ changes }) => changes || view.settings.inlayHints.show === "all")
    .map(({ fact }) => ({
      position: fact.range.end,
      label: shapeLabel(view, tensorsOf(fact), chosenShape(view, fact, chosen)),
      kind: "shape",
      fact,
    }));
}

/**
 * A star marks a shape that follows from an assumed input; `+2` means that two more shapes occur here. `first`: the
 * shape in the instance that the author has chosen.
 */
function shapeLabel(view: View, tensors: readonly TensorFact[], first: Shape | null): string {
  const shapes = tensors.map(({ shape }) => shape);
  const distinct = distinctShapes(first === null ? shapes : [first, ...shapes]);
  const models = tensors.flatMap(({ nodes }) => nodes).map(({ model }) => view.model(model));
  const isAssumed =
    tensors.some((tensor) => tensor.isAssumed) ||
    models.some(({ inputFrom, symbolic }) => inputFrom === "assumed" && !symbolic);
  const suffix = `${isAssumed ? "*" : ""}${distinct.length > 1 ? ` +${distinct.length - 1}` : ""}`;
  return `${fitShape(distinct[0] ?? [], view.settings.inlayHints.maxLength - suffix.length)}${suffix}`;
}

/** One hint a line, for the outermost construction; its hover lists the parts. */
function parameterHints(view: View, chosen: ChosenInstances): readonly HintWithFact[] {
  const lines = view.linesOf(view.analysis.file);
  const byLine = new Map<number, Fact>();
  for (const fact of view.analysis.facts) {
    const line = lines?.positionAt(fact.range.end).line ?? 0;
    const other = byLine.get(line);
    const wider = other === undefined || contains(fact.range, other.range);
    if (fact.role === "construction" && wider && hasParameters(fact)) byLine.set(line, fact);
  }
  const shown = [...byLine.values()].filter((fact) => !isRefused(view, fact));
  return shown.map((fact) => ({
    position: fact.range.end,
    label: countLabel(countsOfModules(chosenModules(view, fact, chosen)), view.settings.inlayHints.maxLength),
    kind: "parameters",
    fact,
  }));
}

function hasParameters(fact: Fact): boolean {
  return countsOf(fact).some(({ total, gaps }) => total.parameters !== 0 || gaps.length > 0);
}

/** Nothing is known of a layer that is refused, and its problem says so. While it is typed, such a hint would come and go. */
function isRefused(view: View, fact: Fact): boolean {
  const isOpen = countsOf(fact).every(
    ({ total: { parameters } }) => parameters === 0 || isUnknown(parameters),
  );
  const isHere = ({ at }: PlacedProblem) => at.file === view.analysis.file && contains(fact.range, at);
  return isOpen && view.problems().some(isHere);
}

type Count = ReturnType<typeof countCertain>;

function countsOf({ values }: Fact): readonly Count[] {
  return countsOfModules(values.filter((value): value is ModuleFact => value.kind === "module"));
}

function countsOfModules(modules: readonly ModuleFact[]): readonly Count[] {
  const counts = modules.map(countCertain);
  const ofInstances = counts.filter((count) => !isFormula(count));
  return ofInstances.length > 0 ? ofInstances : counts;
}

/** The count of a class that nothing calls yet says less than the numbers of its instances. */
function isFormula({ total: { parameters }, gaps }: Count): boolean {
  return typeof parameters !== "number" && !isUnknown(parameters) && gaps.length === 0;
}

/** `73,856 params`, `≥ 211 params`, or the range if one line constructs layers of several sizes. */
function countLabel(counts: readonly Count[], limit: number): string {
  const unit = " params";
  const exact = [...new Set(counts.map((count) => shortTotalWords(count, "parameters", exactCount)))];
  const [only] = exact;
  if (exact.length === 1 && only !== undefined) return `${cut(only, limit - unit.length)}${unit}`;
  const numbers = counts.flatMap(({ total: { parameters }, gaps }) =>
    typeof parameters === "number" && gaps.length === 0 ? [parameters] : [],
  );
  if (numbers.length < counts.length) return cut(`${exact.length} param counts`, limit);
  return `${shortCount(Math.min(...numbers))}–${shortCount(Math.max(...numbers))}${unit}`;
}

function tensorsOf({ values }: Fact): readonly TensorFact[] {
  return values.filter((value): value is TensorFact => value.kind === "tensor");
}
