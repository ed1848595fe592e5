import type { Block, BlockMember, Fact, ModuleFact } from "../analyzer/index.ts";
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
  return view.analysis.blocks.map((block) => ({
    name: block.name,
    detail: blockDetail(view, block),
    kind: block.kind,
    range: block.range,
    nameRange: block.nameRange,
    children: block.members.map((member) => memberSymbol(view, member)),
  }));
}

function blockDetail(view: View, { name }: Block): string {
  const model = view.analysis.models.find(({ className }) => className === name);
  if (model === undefined) return "";
  const { graph, symbolic } = model;
  const shapes = flowWords(graph, (shape) => fitShape(shape, longestShape));
  return symbolic
    ? shapes
    : `${shapes} · ${shortTotalWords(view.report(model), "parameters", shortCount)} params`;
}

function memberSymbol(view: View, { name, className, range, nameRange }: BlockMember): DocumentSymbol {
  const detail = memberDetail(view.analysis.facts, nameRange) ?? className;
  return { name, detail, kind: "field", range, nameRange, children: [] };
}

/** Names the modules that the field was seen to hold. */
function memberDetail(facts: readonly Fact[], { start, end }: Range): string | null {
  const name = facts.find(({ role, range }) => role === "name" && range.start <= start && range.end >= end);
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
