import type { CostUnit, Counts, Dim } from "../../ir/index.ts";
import type { LayerChanges, ModelDiff, ModelTotals } from "../../protocol/index.ts";
import {
  byteSize,
  changeShare,
  changeWords,
  costIn,
  cut,
  exactCount,
  gapsIn,
  layerChangesWords,
  peakWords,
  textTable,
  totalWords,
} from "../../words/index.ts";

const longestTitle = 60;

/** What has become of models since the text named by `base`, as plain text with aligned columns. */
export function diffText(diffs: readonly ModelDiff[], base: string, unit: CostUnit): string {
  return diffs.map((diff) => oneDiff(diff, base, unit)).join("\n");
}

function oneDiff(diff: ModelDiff, base: string, unit: CostUnit): string {
  const { name, before, after } = diff;
  const names = { before: base, after: "now" };
  if (before === null) return `${name} is new since ${base}\n\n${totals(diff, names, unit)}\n`;
  if (after === null) return `${name} was removed since ${base}\n\n${totals(diff, names, unit)}\n`;
  return `${name} since ${base}: ${differences(diff, names, unit)}`;
}

/** The differences between two models, from the first to the second. */
export function besideText(diff: ModelDiff, names: SideNames, unit: CostUnit): string {
  return `${names.before} → ${names.after}: ${differences(diff, names, unit)}`;
}

/** The names of the two sides, at the heads of their columns. */
interface SideNames {
  readonly before: string;
  readonly after: string;
}

function differences(diff: ModelDiff, names: SideNames, unit: CostUnit): string {
  const layers = diff.layers.length === 0 ? "" : `${layerTable(diff.layers, unit)}\n\n`;
  return `${layerChangesWords(diff.layers, diff.same)}\n\n${layers}${totals(diff, names, unit)}\n`;
}

function layerTable(layers: readonly LayerChanges[], unit: CostUnit): string {
  const rows = layers.map(({ change, before, after }) => [
    change,
    both(before?.path, after?.path),
    cut(both(before?.title, after?.title), longestTitle),
    both(before?.output, after?.output),
    changeWords(before?.parameters ?? null, after?.parameters ?? null, exactCount),
    changeWords(before?.macs ?? null, after?.macs ?? null, (macs) => exactCount(costIn(macs, unit))),
  ]);
  const heading = ["change", "module", "op", "output", "parameters", unit];
  return textTable(heading, rows, ["l", "l", "l", "l", "r", "r"]);
}

/** `8 → 16`; only one of them if the other is missing or equal. */
function both(before: string | undefined, after: string | undefined): string {
  if (before === undefined || after === undefined || before === after) return after ?? before ?? "";
  return `${before} → ${after}`;
}

type TotalRow = readonly [label: string, name: keyof Counts, say: (count: Dim) => string];

function totals({ before, after }: ModelDiff, sides: SideNames, unit: CostUnit): string {
  const names: readonly TotalRow[] = [
    ["Parameters", "parameters", exactCount],
    [unit, "macs", (macs) => exactCount(costIn(macs, unit))],
    ["Activation memory", "activationBytes", byteSize],
  ];
  const rows = names.map(([label, name, say]) => [
    label,
    before === null ? "" : totalWords(before, name, say),
    after === null ? "" : totalWords(after, name, say),
    ...difference(before, after, name, ({ total }) => total[name], say),
  ]);
  const peak = [
    "Peak activations",
    before === null ? "" : peakWords(before, byteSize),
    after === null ? "" : peakWords(after, byteSize),
    ...difference(before, after, "activationBytes", (side) => side.peakActivationBytes, byteSize),
  ];
  return textTable(["", sides.before, sides.after, "change", ""], [...rows, peak], ["l", "r", "r", "r", "r"]);
}

/** Two bounds have no difference. */
function difference(
  before: ModelTotals | null,
  after: ModelTotals | null,
  name: keyof Counts,
  of: (side: ModelTotals) => Dim,
  say: (count: Dim) => string,
): readonly [change: string, share: string] {
  if (before === null || after === null) return ["", ""];
  if (gapsIn(before, name).length + gapsIn(after, name).length > 0) return ["unknown", ""];
  return [changeWords(of(before), of(after), say), changeShare(of(before), of(after))];
}
