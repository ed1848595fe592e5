import type { Fact, NodeReference, TensorFact } from "../../analyzer/index.ts";
import { contains, type Range, sameRange } from "../../base/index.ts";
import { type NodeId, printShape } from "../../ir/index.ts";
import { shapeOf } from "../view/node-title.ts";
import type { View } from "../view/view.ts";

/** A place where a tensor gets a name or a line of its own. */
interface FlowStep {
  readonly fact: Fact;
  /** True if its shape differs from that of a tensor it was made from, or if it is not known what made it. */
  readonly changes: boolean;
}

/**
 * Where tensors appear in the text: names that are declared or assigned, and expressions that have a line to
 * themselves (returned, or listed among the branches of a concatenation).
 */
export function tensorFlow(view: View): readonly FlowStep[] {
  const tensors = view.analysis.facts.filter(isTensor);
  const names = tensors.filter(({ role }) => role === "name");
  const expressions = tensors.filter(({ role }) => role === "expression");
  const initializers = new Map(names.map((name) => [name, initializerOf(name, expressions)]));
  const taken = new Set(initializers.values());
  const alone = expressions.filter((fact) => !taken.has(fact) && fact.syntax.hasOwnLine);
  return [
    ...names.map((fact) => ({ fact, changes: changes(view, fact, initializers.get(fact), expressions) })),
    ...widest(alone).map((fact) => ({ fact, changes: changes(view, fact, fact, expressions) })),
  ];
}

/** A name without an initializer is a parameter, where a shape first appears. A model's result is always shown. */
function changes(view: View, fact: Fact, made: Fact | undefined, expressions: readonly Fact[]): boolean {
  if (made === undefined || isModelCall(view, made.range)) return true;
  const sources = innermost(expressionsIn(made, expressions));
  if (sources.length === 0) return !made.syntax.isName;
  if (sources.some((source) => shapesKey(source) !== shapesKey(fact))) return true;
  return tensorsOf(fact).length > 1 && changesInOne(view, fact, sources);
}

/** Over several instances the set of shapes can be the same before and after although one instance changes its own. */
function changesInOne(view: View, fact: Fact, sources: readonly Fact[]): boolean {
  const sourceIds = new Set(sources.flatMap(referencesOf).map(({ model, node }) => `${model} ${node}`));
  return referencesOf(fact).some(({ model, node }) => {
    const { graph } = view.model(model);
    const own = printShape(shapeOf(graph, node));
    const pending = [...(graph.nodes[node]?.inputs ?? [])];
    const seen = new Set<NodeId>();
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      const isSource = sourceIds.has(`${model} ${id}`);
      if (isSource && printShape(shapeOf(graph, id)) !== own) return true;
      if (isSource || seen.has(id)) continue;
      seen.add(id);
      pending.push(...(graph.nodes[id]?.inputs ?? []));
    }
    return false;
  });
}

/*
 * Facts are sorted by their starts, the widest first, and expressions are nested or apart. So the parts of an expression
 * follow it, and time stays linear in the length of the file.
 */

/** The widest expression that the name is declared with or assigned. */
function initializerOf({ syntax: { initializer } }: Fact, expressions: readonly Fact[]): Fact | undefined {
  if (initializer === null) return undefined;
  const found = expressions[firstFrom(initializer.start, expressions)];
  return found?.range.start === initializer.start ? found : undefined;
}

/** The parts of an expression that are tensors, too. */
function expressionsIn(made: Fact, expressions: readonly Fact[]): readonly Fact[] {
  const inside: Fact[] = [];
  for (let index = firstFrom(made.range.start, expressions); index < expressions.length; index++) {
    const one = expressions[index];
    if (one === undefined || one.range.start > made.range.end) break;
    if (one !== made && contains(made.range, one.range)) inside.push(one);
  }
  return inside;
}

/** Those that have none of the others inside. */
function innermost(facts: readonly Fact[]): readonly Fact[] {
  return facts.filter((fact, index) => {
    const next = facts[index + 1];
    return next === undefined || !contains(fact.range, next.range);
  });
}

/** The index of the first fact that starts at an offset or behind it. */
function firstFrom(offset: number, facts: readonly Fact[]): number {
  let [low, high] = [0, facts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((facts[middle]?.range.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isModelCall({ analysis: { models, file } }: View, range: Range): boolean {
  return models.some(({ call }) => call?.file === file && sameRange(call, range));
}

/** Of nested expressions that start at the same offset, keeps only the outermost. */
function widest(facts: readonly Fact[]): readonly Fact[] {
  return facts.filter((fact, index) => facts[index - 1]?.range.start !== fact.range.start);
}

function isTensor({ values }: Fact): boolean {
  return values.some(({ kind }) => kind === "tensor");
}

function shapesKey(fact: Fact): string {
  return [...new Set(tensorsOf(fact).map(({ shape }) => printShape(shape)))].join(" ");
}

function referencesOf(fact: Fact): readonly NodeReference[] {
  return tensorsOf(fact).flatMap(({ nodes }) => nodes);
}

function tensorsOf({ values }: Fact): readonly TensorFact[] {
  return values.filter((value): value is TensorFact => value.kind === "tensor");
}
