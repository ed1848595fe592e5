import type { BlockMember, Fact, Model, ModuleFact } from "../analyzer/index.ts";
import type { Range } from "../base/index.ts";
import { countParameters } from "../passes/parameters.ts";
import { exactCount, fitShape, shortCount, shortTotalWords } from "../words/index.ts";
import { countLayer } from "./view/layer-counts.ts";
import { flowWords } from "./view/node-title.ts";
import type { View } from "./view/view.ts";

const longestShape = 40;

/** An entry of the outline. */
export interface DocumentSymbol {
  readonly name: string;
  /** Shown after the name, in grey. */
  readonly detail: string;
  readonly kind: "class" | "function" | "field";
  readonly range: Range;
  readonly nameRange: Range;
  readonly children: readonly DocumentSymbol[];
}

/** Classes and functions over tensors with the layers in their fields. */
export function documentSymbols(view: View): readonly DocumentSymbol[] {
  const { blocks, models, facts } = view.analysis;
  // Looked up once for all: a file may have hundreds of classes, and a class hundreds of fields.
  const modelOf = firstBy(models, ({ className }) => className);
  const names = facts.filter(({ role }) => role === "name");
  const nameAt = firstBy(names, ({ range }) => range.start);
  // A class without a name, such as a mixin's result, has no entry in the outline.
  const named = blocks.filter(({ name }) => name !== "");
  return named.map((block) => ({
    name: block.name,
    detail: blockDetail(view, modelOf.get(block.name)),
    kind: block.kind,
    range: block.range,
    nameRange: block.nameRange,
    children: block.members.map((member) => memberSymbol(member, nameAt.get(member.nameRange.start))),
  }));
}

/** The first of those that have a key, by that key. */
function firstBy<T, K>(values: readonly T[], keyOf: (value: T) => K): ReadonlyMap<K, T> {
  return new Map(values.map((value) => [keyOf(value), value] as const).reverse());
}

function blockDetail(view: View, model: Model | undefined): string {
  if (model === undefined) return "";
  const { graph, symbolic } = model;
  const shapes = flowWords(graph, (shape) => fitShape(shape, longestShape));
  return symbolic
    ? shapes
    : `${shapes} · ${shortTotalWords(view.report(model), "parameters", shortCount)} params`;
}

function memberSymbol(
  { name, className, range, nameRange }: BlockMember,
  fact: Fact | undefined,
): DocumentSymbol {
  const detail = memberDetail(fact) ?? className;
  return { name, detail, kind: "field", range, nameRange, children: [] };
}

/** Names the modules that the field was seen to hold. */
function memberDetail(name: Fact | undefined): string | null {
  const modules = name?.values.filter((value): value is ModuleFact => value.kind === "module") ?? [];
  const words = [...new Set(modules.map(moduleWords))];
  return words.length === 0 ? null : words.slice(0, 3).join(" | ");
}

function moduleWords({ className, layers }: ModuleFact): string {
  const [layer] = layers;
  const title = layers.length === 1 && layer?.path === "" ? countLayer(layer).title : className;
  const { parameters } = countParameters(layers);
  return parameters === 0 ? title : `${title} · ${exactCount(parameters)} params`;
}
