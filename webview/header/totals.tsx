import { type CostUnit, known, printShapeShort } from "../../src/ir/index.ts";
import type { ModelDocument } from "../../src/protocol/index.ts";
import {
  byteSize,
  exactCost,
  exactCount,
  narrowFormula,
  partWords,
  peakWords,
  shortCost,
  shortDeclaredWords,
  shortTotalWords,
  totalWords,
  trainableWords,
  unusedWords,
  wholeFormula,
} from "../../src/words/index.ts";
import { assumesDeclared, errorsIn } from "../model/faults.ts";
import type { ModelView } from "../model/model-view.ts";
import { useFaults } from "../state/use-faults.ts";

/** Input, output and the totals of the model. */
export function Totals({ view, units }: { readonly view: ModelView; readonly units: CostUnit }) {
  const { model } = view;
  const { report } = model;
  const outputs = model.graph.outputs.map((id, index) =>
    [model.outputNames[index], printShapeShort(model.graph.nodes[id]?.shape ?? [])].filter(Boolean).join(" "),
  );
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
        {model.conditions !== null && <span className="assumed">{model.conditions}</span>}
      </Total>
      <Total word="output" value={outputs.length === 0 ? "unknown" : outputs.join(", ")} mono />
      <Declared view={view} />
      <Total
        word="parameters"
        value={shortTotalWords(report, "parameters", exactCount)}
        hint={parametersHint(model)}
      />
      <Total
        word=""
        value={shortTotalWords(report, "macs", (macs) => shortCost(macs, units, narrowFormula))}
        hint={totalWords(report, "macs", (macs) => exactCost(macs, units, wholeFormula))}
      />
      <Total
        word="activations"
        value={shortTotalWords(report, "activationBytes", (bytes) => byteSize(bytes, narrowFormula))}
        hint="The outputs of all layers together, as float32, for the whole batch"
      />
      <Total
        word="peak"
        value={peakWords(report, (bytes) => byteSize(bytes, narrowFormula))}
        hint="The most memory that outputs need at one time"
      />
    </dl>
  );
}

/** How many errors the model has, and what its totals go on from where layers do not fit together. */
function Declared({ view }: { readonly view: ModelView }) {
  const errors = errorsIn(useFaults(view));
  const words = shortDeclaredWords(errors.length, assumesDeclared(view, errors));
  if (words === null) return null;
  return (
    <div className="total declared" title={errors.map(({ message }) => message).join("\n")}>
      <dt className="visually-hidden">note</dt>
      <dd>{words}</dd>
    </div>
  );
}

/** Parameters and buffers, those that no drawn layer uses, and what is not counted. */
function parametersHint({ report, unknownWords }: ModelDocument): string {
  const learned = `${totalWords(report, "parameters", exactCount)} learned numbers`;
  const buffers =
    known(report.total.buffers) === 0 ? "" : `, and ${exactCount(report.total.buffers)} in buffers`;
  const [unused, trainable] = [unusedWords(report), trainableWords(report)];
  return [
    `${learned}${trainable === null ? "" : ` (${trainable})`}${buffers}`,
    ...(unused === null ? [] : [`Of these ${unused}`]),
    ...(report.gaps.length === 0
      ? []
      : [`Not counted: ${unknownWords ?? partWords(report.gaps, () => null)}`]),
  ].join(". ");
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
