import { type CostUnit, known, printShapeShort } from "../../src/ir/index.ts";
import type { ModelDocument } from "../../src/protocol/index.ts";
import {
  byteSize,
  exactCost,
  exactCount,
  narrowFormula,
  shortCost,
  wholeFormula,
} from "../../src/words/index.ts";

/** Input, output and the totals of the model. */
export function Totals({ model, units }: { readonly model: ModelDocument; readonly units: CostUnit }) {
  const { total, peakActivationBytes } = model.report;
  const outputs = model.graph.outputs.map((id) => model.graph.nodes[id]?.shape ?? []);
  return (
    <dl className="totals">
      <Total word="input" value={model.inputs.map(printShapeShort).join(", ")} mono>
        {model.inputFrom === "assumed" && (
          <span
            className="assumed"
            title="The file does not give an input. Call the model on randn(…), or write /** @input … */ above it."
          >
            assumed
          </span>
        )}
      </Total>
      <Total word="output" value={outputs.map(printShapeShort).join(", ")} mono />
      <Total word="parameters" value={exactCount(total.parameters)} hint={buffersHint(model)} />
      <Total
        word=""
        value={shortCost(total.macs, units, narrowFormula)}
        hint={exactCost(total.macs, units, wholeFormula)}
      />
      <Total
        word="activations"
        value={byteSize(total.activationBytes, narrowFormula)}
        hint="The outputs of all layers together, as float32, for the whole batch"
      />
      <Total
        word="peak"
        value={byteSize(peakActivationBytes, narrowFormula)}
        hint="The most memory that outputs need at one time"
      />
    </dl>
  );
}

function buffersHint({ report }: ModelDocument): string {
  const learned = `${exactCount(report.total.parameters)} learned numbers`;
  return known(report.total.buffers) === 0
    ? learned
    : `${learned}, and ${exactCount(report.total.buffers)} in buffers`;
}

interface TotalProps {
  readonly word: string;
  readonly value: string;
  readonly hint?: string;
  readonly mono?: boolean;
  readonly children?: React.ReactNode;
}

function Total({ word, value, hint, mono = false, children }: TotalProps) {
  return (
    <div className="total" title={hint}>
      <dt>{word}</dt>
      <dd className={mono ? "shape" : undefined}>
        {value}
        {children}
      </dd>
    </div>
  );
}
