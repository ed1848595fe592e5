import { type CostUnit, type Counts, type Dim, printShapeShort } from "../../src/ir/index.ts";
import type { ModelDocument } from "../../src/protocol/index.ts";
import {
  byteSize,
  changeShare,
  changeWords,
  exactCount,
  gapsIn,
  peakWords,
  shortCost,
  totalWords,
} from "../../src/words/index.ts";

/** One figure of two models. */
export interface Difference {
  readonly word: string;
  readonly before: string;
  readonly after: string;
  /** `+1,024`; "" where nothing has changed. */
  readonly change: string;
  /** `+12 %`; "" where there is no share to tell. */
  readonly share: string;
}

/** Two numbers may be rounded alike and differ all the same, and so may what two bounds stand for. */
export function isSame({ before, after, change }: Difference): boolean {
  return before === after && change === "";
}

/** What one model costs beside another. Bounds have no difference. */
export function differencesOf(
  before: ModelDocument,
  after: ModelDocument,
  units: CostUnit,
): readonly Difference[] {
  return [
    shapes("Input", before, after, ({ inputs }) => inputs),
    shapes("Output", before, after, outputsOf),
    count("Parameters", before, after, "parameters", exactCount),
    count(units, before, after, "macs", (macs) => shortCost(macs, units)),
    count("Activations", before, after, "activationBytes", byteSize),
    peak(before, after),
  ];
}

function outputsOf({ graph }: ModelDocument): ModelDocument["inputs"] {
  return graph.outputs.map((id) => graph.nodes[id]?.shape ?? []);
}

function shapes(
  word: string,
  before: ModelDocument,
  after: ModelDocument,
  of: (model: ModelDocument) => ModelDocument["inputs"],
): Difference {
  const say = (model: ModelDocument): string => of(model).map(printShapeShort).join(", ") || "unknown";
  return { word, before: say(before), after: say(after), change: "", share: "" };
}

function count(
  word: string,
  before: ModelDocument,
  after: ModelDocument,
  name: keyof Counts,
  say: (count: Dim) => string,
): Difference {
  const [from, to] = [before.report, after.report];
  const isBound = gapsIn(from, name).length + gapsIn(to, name).length > 0;
  return {
    word,
    before: totalWords(from, name, say),
    after: totalWords(to, name, say),
    change: isBound ? "unknown" : changeWords(from.total[name], to.total[name], say),
    share: isBound ? "" : changeShare(from.total[name], to.total[name]),
  };
}

function peak(before: ModelDocument, after: ModelDocument): Difference {
  const isBound =
    gapsIn(before.report, "activationBytes").length + gapsIn(after.report, "activationBytes").length > 0;
  const [from, to] = [before.report.peakActivationBytes, after.report.peakActivationBytes];
  return {
    word: "Peak",
    before: peakWords(before.report, byteSize),
    after: peakWords(after.report, byteSize),
    change: isBound ? "unknown" : changeWords(from, to, byteSize),
    share: isBound ? "" : changeShare(from, to),
  };
}
