import type { Fact, Model, ModuleFact, NodeReference } from "../../analyzer/index.ts";
import { contains, samePlace } from "../../base/index.ts";
import { isWithin, type Node, type Shape, sameShape } from "../../ir/index.ts";
import type { InstanceOffer, InstanceReference } from "../../protocol/index.ts";
import { shortCount, shortTotalWords } from "../../words/index.ts";
import { inputShapes } from "../view/node-title.ts";
import type { View } from "../view/view.ts";

/** By class: the instance that the hints in it speak of, where the author has chosen one. */
export type ChosenInstances = ReadonlyMap<string, InstanceReference>;

/** The instances of a class of the file in its models, by model. */
export function instancesOf(view: View, className: string): readonly InstanceOffer[] {
  return (found.get(view) ?? findInstances(view)).get(className) ?? [];
}

type InstancesByClass = ReadonlyMap<string, readonly InstanceOffer[]>;

/** A walk over all modules finds those of every class. */
const found = new WeakMap<View, InstancesByClass>();

function findInstances(view: View): InstancesByClass {
  const instances = new Map<string, InstanceOffer[]>();
  for (const model of view.analysis.models.filter(({ symbolic }) => !symbolic)) {
    for (const { className, path } of model.graph.modules) {
      const isWhole = path === "";
      const offer: InstanceOffer = {
        ...{ className, model: model.id, path, label: isWhole ? model.name : path },
        detail: isWhole ? countWords(view, model) : `in ${model.name}`,
      };
      const known = instances.get(className);
      if (known === undefined) instances.set(className, [offer]);
      else known.push(offer);
    }
  }
  found.set(view, instances);
  return instances;
}

/** Those of every class of the file that has several. */
export function severalInstances(view: View): readonly InstanceOffer[] {
  const classes = view.analysis.blocks.filter(({ kind }) => kind === "class");
  return classes.flatMap(({ name }) => {
    const instances = instancesOf(view, name);
    return instances.length > 1 ? instances : [];
  });
}

function countWords(view: View, model: Model): string {
  return `${shortTotalWords(view.report(model), "parameters", shortCount)} params`;
}

/**
 * The shape that a tensor has in the chosen instance of the class around it; null where none is chosen, or where
 * that instance does not come by here.
 */
export function chosenShape(view: View, fact: Fact, chosen: ChosenInstances): Shape | null {
  const instance = chosenAround(view, fact, chosen);
  const model = view.analysis.models.find(({ id }) => id === instance?.model);
  if (!instance || !model) return null;
  const { nodes } = model.graph;
  const own = nodes.filter(({ module }) => isWithin(module, instance.path));
  // What a forward is given was made outside of it.
  const made = fact.role === "name" ? fact.syntax.initializer : fact.range;
  if (made === null) return shapeAmong(fact, givenTo(model, own));
  const { file } = view.analysis;
  const sources = referencesOf(fact).flatMap((reference) => sourceOf(view, reference) ?? []);
  const written = sources.filter((source) => source.file === file && contains(made, source));
  return own.find(({ source }) => written.some((one) => samePlace(one, source)))?.shape ?? null;
}

/** The modules of a fact that are in the chosen instance of the class around it; all of them where none is. */
export function chosenModules(view: View, fact: Fact, chosen: ChosenInstances): readonly ModuleFact[] {
  const modules = fact.values.filter((value): value is ModuleFact => value.kind === "module");
  const instance = chosenAround(view, fact, chosen);
  if (instance === undefined) return modules;
  const own = modules.filter(({ places }) =>
    places.some(({ model, path }) => model === instance.model && isWithin(path, instance.path)),
  );
  return own.length > 0 ? own : modules;
}

function chosenAround(view: View, fact: Fact, chosen: ChosenInstances): InstanceReference | undefined {
  if (chosen.size === 0) return undefined;
  const around = view.analysis.blocks.find(
    ({ range, kind }) => kind === "class" && contains(range, fact.range),
  );
  return around && chosen.get(around.name);
}

/** The shape, where it is one of those that a fact has seen. */
function shapeAmong({ values }: Fact, shape: Shape | null): Shape | null {
  const isSeen = values.some(
    (value) => value.kind === "tensor" && shape !== null && sameShape(value.shape, shape),
  );
  return isSeen ? shape : null;
}

function sourceOf(view: View, { model, node }: NodeReference): Node["source"] {
  return view.model(model).graph.nodes[node]?.source ?? null;
}

function referencesOf({ values }: Fact): readonly NodeReference[] {
  return values.flatMap((value) => (value.kind === "tensor" ? value.nodes : []));
}

/** The shape of the first tensor that an instance takes from outside. */
function givenTo({ graph }: Model, own: readonly Node[]): Shape | null {
  const ids = new Set(own.map(({ id }) => id));
  for (const node of own) {
    if (node.op === "input") return node.shape;
    const index = node.inputs.findIndex((id) => !ids.has(id));
    if (index >= 0) return inputShapes(graph, node)[index] ?? null;
  }
  return null;
}
