import { Fragment } from "react";
import { type CostUnit, known, printShapeShort } from "../../src/ir/index.ts";
import type { ModelDocument, ModelRun } from "../../src/protocol/index.ts";
import {
  byteSize,
  duration,
  exactCount,
  narrowFormula,
  type RatioWords,
  ratioTo,
  shortCost,
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
      text: ({ report }) => exactCount(report.total.parameters),
      value: ({ report }) => known(report.total.parameters),
      words: { less: "fewer", more: "more" },
    },
    {
      word: units,
      text: ({ report }) => shortCost(report.total.macs, units, narrowFormula),
      value: ({ report }) => known(report.total.macs),
      words: { less: "fewer", more: "more" },
    },
    {
      word: "Activations",
      text: ({ report }) => byteSize(report.total.activationBytes),
      value: ({ report }) => known(report.total.activationBytes),
      words: amount,
    },
    {
      word: "Peak",
      text: ({ report }) => byteSize(report.peakActivationBytes),
      value: ({ report }) => known(report.peakActivationBytes),
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

function outputs({ graph }: ModelDocument): string {
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
