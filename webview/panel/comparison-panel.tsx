import { Fragment } from "react";
import { type CostUnit, type Counts, known, printShapeShort, type Report } from "../../src/ir/index.ts";
import type { ModelDocument, ModelRun } from "../../src/protocol/index.ts";
import {
  byteSize,
  duration,
  exactCount,
  gapsIn,
  narrowFormula,
  peakWords,
  type RatioWords,
  ratioTo,
  shortCost,
  shortTotalWords,
} from "../../src/words/index.ts";
import { useApp } from "../state/page.ts";
import type { Tab } from "./tab.ts";

export const comparisonTab: Tab = {
  id: "comparison",
  title: "Comparison",
  isOffered: ({ comparison }) => comparison !== null,
  Content: ComparisonPanel,
};

/** Two or more models on one input, each compared with the first. */
function ComparisonPanel() {
  const comparison = useApp((state) => state.comparison);
  const units = useApp((state) => state.shown?.units ?? "MACs");
  if (comparison === null) return <p className="hint">Nothing has been compared yet.</p>;
  const { models, results } = comparison;
  return (
    <div className="wide-table">
      <table className="comparison">
        <caption>Ratios compare with the first model</caption>
        <thead>
          <tr>
            <td />
            {models.map((model, index) => (
              <th key={index} scope="col" title={model.name}>
                <ModelName name={model.name} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows(units).map((row) => (
            <Row key={row.word} row={row} models={models} results={results} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A block's name is the expression that makes it. Lines break between its arguments only. */
function ModelName({ name }: { readonly name: string }) {
  return (
    <span className="compared-name">
      {name.split(/(?<=\(|, )/).map((part, index) => (
        <Fragment key={index}>
          <span>{part.trimEnd()}</span>
          {part.endsWith(" ") ? " " : <wbr />}
        </Fragment>
      ))}
    </span>
  );
}

interface ComparedRow {
  readonly word: string;
  readonly text: (model: ModelDocument, result: ModelRun | undefined) => string;
  readonly value?: (model: ModelDocument, result: ModelRun | undefined) => number | undefined;
  readonly words?: RatioWords;
}

const amount: RatioWords = { less: "less", more: "more" };

function rows(units: CostUnit): readonly ComparedRow[] {
  return [
    { word: "Input", text: ({ inputs }) => inputs.map(printShapeShort).join(", ") },
    { word: "Output", text: (model) => outputs(model) },
    {
      word: "Parameters",
      text: ({ report }) => shortTotalWords(report, "parameters", exactCount),
      value: ({ report }) => certain(report, "parameters"),
      words: { less: "fewer", more: "more" },
    },
    {
      word: units,
      text: ({ report }) => shortTotalWords(report, "macs", (macs) => shortCost(macs, units, narrowFormula)),
      value: ({ report }) => certain(report, "macs"),
      words: { less: "fewer", more: "more" },
    },
    {
      word: "Activations",
      text: ({ report }) => shortTotalWords(report, "activationBytes", byteSize),
      value: ({ report }) => certain(report, "activationBytes"),
      words: amount,
    },
    {
      word: "Peak",
      text: ({ report }) => peakWords(report, byteSize),
      value: ({ report }) =>
        gapsIn(report, "activationBytes").length === 0 ? known(report.peakActivationBytes) : undefined,
      words: amount,
    },
    {
      word: "Time",
      text: (_, result) => (result === undefined ? "" : duration(result.milliseconds)),
      value: (_, result) => result?.milliseconds,
      words: { less: "faster", more: "slower" },
    },
  ];
}

/** A total that can be compared: a lower bound cannot. */
function certain(report: Report, name: keyof Counts): number | undefined {
  return gapsIn(report, name).length === 0 ? known(report.total[name]) : undefined;
}

function outputs({ graph }: ModelDocument): string {
  if (graph.outputs.length === 0) return "unknown";
  return graph.outputs.map((id) => printShapeShort(graph.nodes[id]?.shape ?? [])).join(", ");
}

interface RowProps {
  readonly row: ComparedRow;
  readonly models: readonly ModelDocument[];
  readonly results: readonly ModelRun[];
}

function Row({ row, models, results }: RowProps) {
  const values = models.map((model, index) => row.value?.(model, results[index]));
  return (
    <tr>
      <th scope="row">{row.word}</th>
      {models.map((model, index) => (
        <td key={index}>
          <span className="compared-value">{row.text(model, results[index])}</span>
          {index > 0 && <span className="ratio">{ratio(values[0], values[index], row.words)}</span>}
        </td>
      ))}
    </tr>
  );
}

function ratio(first: number | undefined, value: number | undefined, words: RatioWords | undefined): string {
  return first === undefined || value === undefined || words === undefined
    ? ""
    : ratioTo(first, value, words);
}
