import type { Block, Model } from "../../analyzer/index.ts";
import type { Range } from "../../base/index.ts";
import type { LensCommands } from "../../protocol/index.ts";
import { fitShape, shortCost, shortCount, shortTotalWords } from "../../words/index.ts";
import { flowWords } from "../view/node-title.ts";
import type { View } from "../view/view.ts";
import { type ChosenInstances, instancesOf } from "./instances.ts";

const longestShape = 32;

/** A link above a line. Lenses of one range are shown side by side. */
export interface CodeLens {
  readonly range: Range;
  readonly title: string;
  readonly command: keyof LensCommands;
  /** `Model.id`, or for `runBlock` and `chooseInstance` the block's name. */
  readonly argument: string;
}

/**
 * Lenses above every class and function of the file, even before its numbers are known, so that lines do not jump while
 * the author types; and above calls of models whose class is declared elsewhere.
 */
export function codeLenses(view: View, chosen: ChosenInstances = new Map()): readonly CodeLens[] {
  const { blocks, models, file } = view.analysis;
  const named = blocks.filter(({ name }) => name !== "");
  const own = named.flatMap((block) => [
    ...blockLenses(view, block, modelsOf(block, models)),
    ...instanceLens(view, block, chosen),
  ]);
  const declared = new Set(blocks.map(({ name }) => name));
  const called = models.flatMap((model) => {
    const place = model.construction ?? model.call;
    const elsewhere = !declared.has(model.className) && place?.file === file;
    return elsewhere ? modelLenses(view, model, place, 0) : [];
  });
  return [...own, ...called].sort((a, b) => a.range.start - b.range.start);
}

function modelsOf({ name, range }: Block, models: readonly Model[]): readonly Model[] {
  return models.filter(
    ({ className, declaration }) =>
      className === name && (declaration === null || declaration.start >= range.start),
  );
}

function blockLenses(view: View, block: Block, models: readonly Model[]): readonly CodeLens[] {
  const [model] = models;
  if (model !== undefined && !model.symbolic)
    return modelLenses(view, model, block.nameRange, models.length - 1);
  const shapes = model === undefined ? "" : ` · ${shapeWords(model)}`;
  const run = { range: block.nameRange, command: "cnnBlocks.runBlock", argument: block.name } as const;
  const preview = { range: block.nameRange, command: "cnnBlocks.openPreview" } as const;
  return [
    { ...run, title: `${block.name}${shapes}` },
    { ...run, title: "Run…" },
    ...(model === undefined ? [] : [{ ...preview, title: "Preview", argument: model.id }]),
  ];
}

/** Names the instance that the hints in a class speak of, and lets the author choose another. */
function instanceLens(
  view: View,
  { name, kind, nameRange }: Block,
  chosen: ChosenInstances,
): readonly CodeLens[] {
  const instances = kind === "class" ? instancesOf(view, name) : [];
  if (instances.length < 2) return [];
  const own = chosen.get(name);
  const found = own && instances.find(({ model, path }) => model === own.model && path === own.path);
  const title = found === undefined ? `${instances.length} instances` : `Hints of ${found.label}`;
  return [{ range: nameRange, title, command: "cnnBlocks.chooseInstance", argument: name }];
}

function modelLenses(view: View, model: Model, place: Range, others: number): readonly CodeLens[] {
  const range = { start: place.start, end: place.end };
  const more = others > 0 ? ` · ${others} more` : "";
  return [
    {
      range,
      title: `${model.name} · ${countWords(view, model)}${more}`,
      command: "cnnBlocks.openPreview",
      argument: model.id,
    },
    { range, title: "Run", command: "cnnBlocks.runModel", argument: model.id },
    { range, title: "Preview", command: "cnnBlocks.openPreview", argument: model.id },
    { range, title: "Compare", command: "cnnBlocks.compareBlocks", argument: model.id },
  ];
}

function countWords(view: View, model: Model): string {
  const report = view.report(model);
  const { units } = view.settings;
  const cost = shortTotalWords(report, "macs", (macs) => shortCost(macs, units));
  return `${shortTotalWords(report, "parameters", shortCount)} params · ${cost === "?" ? `? ${units}` : cost}`;
}

/** The shapes in and out of a block whose arguments are symbols. Its counts are formulas, which the hover shows. */
function shapeWords({ graph }: Model): string {
  return flowWords(graph, (shape) => fitShape(shape, longestShape));
}
