import { Fragment } from "react";
import { type CostUnit, known, printShapeShort } from "../../src/ir/index.ts";
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
import { Breakable } from "./breakable.tsx";
import { certain } from "./certain.ts";
import { ComparisonScatter } from "./comparison-scatter.tsx";
import type { Tab } from "./tab.ts";

export const comparisonTab: Tab = {
  id: "comparison",
  title: "Comparison",
  isOffered: ({ comparison }) => comparison !== null,
  Content: ComparisonPanel,
};

/** Two or more models on one input, a row each, compared with the first. */
function ComparisonPanel() {
  const comparison = useApp((state) => state.comparison);
  const units = useApp((state) => state.shown?.units ?? "MACs");
  if (comparison === null) return <p className="hint">Nothing has been compared yet.</p>;
  const { models, results } = comparison;
  const measures = measuresIn(units).map((measure) => ({
    ...measure,
    values: models.map((model, index) => measure.value(model, results[index])),
  }));
  return (
    <>
      <p className="hint" id="compared-with">
        Ratios compare with the first row; bars with the largest of a column
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard. */}
      <section className="wide-table" aria-label="Comparison" tabIndex={0}>
        <table className="comparison" aria-describedby="compared-with">
          <thead>
            <tr>
              <td />
              {measures.map(({ word }) => (
                <th key={word} scope="col">
                  {word}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {models.map((model, index) => (
              <tr key={index}>
                <th scope="row" title={model.name}>
                  <span className="compared-number">{index + 1}</span>
                  <ModelName name={model.name} />
                  <span className="compared-shapes">
                    {model.inputs.map(printShapeShort).join(", ")} → {outputs(model)}
                  </span>
                </th>
                {measures.map((measure) => (
                  <Cell key={measure.word} measure={measure} index={index}>
                    {measure.text(model, results[index])}
                  </Cell>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <ComparisonScatter comparison={comparison} units={units} />
    </>
  );
}

/** A block's name is the expression that makes it. Lines break between its arguments, and between the words of a name. */
function ModelName({ name }: { readonly name: string }) {
  return (
    <span className="compared-name">
      {name.split(/(?<=\(|, )/).map((part, index) => (
        <Fragment key={index}>
          <span>
            <Breakable text={part.trimEnd()} />
          </span>
          {part.endsWith(" ") ? " " : <wbr />}
        </Fragment>
      ))}
    </span>
  );
}

interface Measure {
  readonly word: string;
  readonly text: (model: ModelDocument, result: ModelRun | undefined) => string;
  /** Undefined where it cannot be compared. */
  readonly value: (model: ModelDocument, result: ModelRun | undefined) => number | undefined;
  readonly words: RatioWords;
}

const count: RatioWords = { less: "fewer", more: "more" };
const amount: RatioWords = { less: "less", more: "more" };

function measuresIn(units: CostUnit): readonly Measure[] {
  return [
    {
      word: "Parameters",
      text: ({ report }) => shortTotalWords(report, "parameters", exactCount),
      value: ({ report }) => certain(report, "parameters"),
      words: count,
    },
    {
      word: units,
      text: ({ report }) => shortTotalWords(report, "macs", (macs) => shortCost(macs, units, narrowFormula)),
      value: ({ report }) => certain(report, "macs"),
      words: count,
    },
    {
      word: "Time",
      text: (_, result) => (result === undefined ? "" : duration(result.milliseconds)),
      value: (_, result) => result?.milliseconds,
      words: { less: "faster", more: "slower" },
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
  ];
}

function outputs({ graph }: ModelDocument): string {
  if (graph.outputs.length === 0) return "unknown";
  return graph.outputs.map((id) => printShapeShort(graph.nodes[id]?.shape ?? [])).join(", ");
}

interface CellProps {
  readonly measure: Measure & { readonly values: readonly (number | undefined)[] };
  readonly index: number;
  readonly children: string;
}

function Cell({ measure: { word, values, words }, index, children }: CellProps) {
  const [first, value] = [values[0], values[index]];
  const largest = Math.max(...values.map((one) => one ?? 0));
  return (
    <td data-word={word}>
      <span className="compared-value">{children}</span>
      {value !== undefined && largest > 0 && (
        <span className="compared-bar" aria-hidden="true">
          <span style={{ width: `${((100 * value) / largest).toFixed(1)}%` }} />
        </span>
      )}
      {index > 0 && <span className="ratio">{ratio(first, value, words)}</span>}
    </td>
  );
}

function ratio(first: number | undefined, value: number | undefined, words: RatioWords): string {
  return first === undefined || value === undefined ? "" : ratioTo(first, value, words);
}
