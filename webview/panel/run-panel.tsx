import { useEffect, useRef } from "react";
import { printShapeShort, type StepTime, type TensorStatistics } from "../../src/ir/index.ts";
import type { ModelDocument, ModelPart, WeightsFit } from "../../src/protocol/index.ts";
import {
  byteSize,
  duration,
  percentages,
  plural,
  sentenceCase,
  statisticsWords,
} from "../../src/words/index.ts";
import { labelOf } from "../model/figures.ts";
import { mainNode } from "../model/heat.ts";
import { inputHeading } from "../model/input-title.ts";
import { type ItemId, itemAt } from "../model/item.ts";
import type { ModelView } from "../model/model-view.ts";
import { outputTitle } from "../model/output-title.ts";
import { stepName } from "../model/step-name.ts";
import { InputsView } from "../run/inputs-view.tsx";
import { TopClasses } from "../run/top-classes.tsx";
import { WeightsView } from "../run/weights-view.tsx";
import { type AppState, type Finished, finishedOfView, goTo } from "../state/app-state.ts";
import { companionsInView } from "../state/companions.ts";
import { choicesFor, inputsInView } from "../state/inputs.ts";
import { useApp, usePage } from "../state/page.ts";
import { besideSteps } from "./beside-steps.ts";
import { Facts } from "./facts.tsx";
import { slowest } from "./slowest.ts";
import type { Tab } from "./tab.ts";

export const runTab: Tab = {
  id: "run",
  title: "Run",
  isOffered: ({ view }) => view !== null,
  Content: RunPanel,
};

/**
 * What the next run takes, and the results of the last: time, outputs, and where the time went. They stand side by side where the
 * panel is low and wide, so that they are in sight when a run ends. Elsewhere the results come first, unless the author gives a
 * picture: that keeps its place, and has the answer beside it.
 */
function RunPanel() {
  const view = useApp((state) => state.view);
  const hasRun = useApp((state) => state.finished !== null);
  const isGiven = useApp(isPictureGiven);
  const isFirst = hasRun && !isGiven;
  if (view === null) return null;
  if (view.model.symbolic) return <Results view={view} comesFirst={false} />;
  const results = (
    <div key="results" className="column results">
      <Results view={view} comesFirst={isFirst} />
    </div>
  );
  return (
    <div className="columns">
      {isFirst && results}
      <div key="inputs" className="column">
        <InputsView model={view.model} />
        <WeightsView />
      </div>
      {!isFirst && results}
    </div>
  );
}

function isPictureGiven(state: AppState): boolean {
  if (state.view === null) return false;
  const choices = choicesFor(state.view.model, inputsInView(state), companionsInView(state));
  return Object.values(choices).some(({ source }) => source.kind !== "made");
}

interface ResultsProps {
  readonly view: ModelView;
  readonly comesFirst: boolean;
}

function Results({ view, comesFirst }: ResultsProps) {
  const finished = useApp((state) => state.finished);
  const current = useApp(finishedOfView);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (comesFirst && finished !== null) heading.current?.scrollIntoView({ block: "nearest" });
  }, [finished, comesFirst]);
  if (finished === null) return <p className="hint">Nothing has run yet.</p>;
  return (
    <>
      <h2 ref={heading}>{finished.result.name}</h2>
      {current === null && (
        <p className="hint">These results are of another model, or of this one before its last change.</p>
      )}
      {finished.model.part !== null && <p className="hint">{partWords(finished.model.part)}</p>}
      <RunFacts finished={finished} />
      {finished.result.outputs.map((output, index) => (
        <Output key={index} word={outputTitle(finished.model, index)} output={output} />
      ))}
      {current !== null && <FirstNotFinite finished={current} view={view} />}
      {current !== null && <Steps finished={current} view={view} />}
    </>
  );
}

function partWords({ calls }: ModelPart): string {
  const alone = "This block alone, on inputs of the shapes that arrive at it in the model.";
  return calls === 1
    ? alone
    : `${alone} The model uses the results of ${calls} of its calls; this is the first of them.`;
}

function RunFacts({ finished: { model, result, ran } }: { readonly finished: Finished }) {
  return (
    <Facts
      facts={[
        ...inputFacts(model, ran.inputs),
        { word: "Weights", value: weightsWords(result.weights, ran.seed) },
        { word: "Time", value: <RunTime result={result} /> },
        { word: "Warm-up", value: duration(result.warmUpMilliseconds) },
        { word: "Backend", value: result.backend },
        { word: "Memory", value: `${byteSize(result.arenaBytes)} for activations` },
      ]}
    />
  );
}

function RunTime({ result: { milliseconds, runs } }: { readonly result: Finished["result"] }) {
  return (
    <>
      <strong>{duration(milliseconds)}</strong>
      {runs > 1 && `, median of ${runs} runs`}
    </>
  );
}

/** One line for all inputs that were filled alike. */
function inputFacts(model: ModelDocument, filled: readonly string[]) {
  return [...new Set(filled)].map((value) => {
    const names = filled.flatMap((one, index) => (one === value ? [inputHeading(model, index)] : []));
    return { word: names.join(", "), value };
  });
}

function weightsWords(fit: WeightsFit | null, seed: number): string {
  if (fit === null) return `Random, seed ${seed}`;
  const random = fit.missing.length + fit.misfits.length;
  return `${fit.file}${random === 0 ? "" : `; ${plural(random, "tensor")} random, seed ${seed}`}`;
}

function Output({ word, output }: { readonly word: string; readonly output: TensorStatistics }) {
  const facts = [
    { word, value: printShapeShort(output.shape), mono: true },
    ...statisticsWords(output).map(([word, value]) => ({ word: sentenceCase(word), value, mono: true })),
  ];
  return (
    <>
      <Facts facts={facts} />
      {output.top !== undefined && <TopClasses output={output} />}
    </>
  );
}

/** Where a NaN or an infinity of the output began. A click goes there. */
function FirstNotFinite({ finished, view }: { readonly finished: Finished; readonly view: ModelView }) {
  const { store } = usePage();
  const node = finished.result.firstNotFinite;
  if (node === null) return null;
  const item = view.tree.layerOf[node] ?? view.tree.root;
  return (
    <p role="alert">
      The output has numbers that are not finite. The first layer that gives any is{" "}
      <button type="button" className="link" onClick={() => store.update(goTo(item))}>
        {[itemAt(view.tree, item).path, labelOf(view.model, node).title].filter(Boolean).join(" ")}
      </button>
      .
    </p>
  );
}

/** The slowest steps first. A click goes to the layer. */
function Steps({
  finished: { times, result },
  view,
}: {
  readonly finished: Finished;
  readonly view: ModelView;
}) {
  const { store } = usePage();
  const { shown, others } = slowest(result.steps);
  const besides = besideSteps(result, times.total);
  const shares = percentages([...shown, others].map(({ milliseconds }) => milliseconds));
  return (
    <table className="small-table steps">
      <caption>
        Mean time of each step, slowest first, and its share of all steps together: {duration(times.total)}.
      </caption>
      <tbody>
        {shown.map((step, index) => (
          <tr key={step.nodes.join()}>
            <th scope="row">
              <button
                type="button"
                className="link"
                title={stepTitle(view, step)}
                onClick={() => store.update(goTo(layerOf(view, step)))}
              >
                {stepName(view, mainNode(view.model, step))}
              </button>
            </th>
            <td className="bar-cell">
              <progress value={step.milliseconds} max={times.total} />
            </td>
            <td>{duration(step.milliseconds)}</td>
            <td>{shares[index]}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {others.count > 0 && (
          <tr>
            <th scope="row">{plural(others.count, "faster step")}</th>
            <td className="bar-cell">
              <progress value={others.milliseconds} max={times.total} />
            </td>
            <td>{duration(others.milliseconds)}</td>
            <td>{shares.at(-1)}</td>
          </tr>
        )}
        {besides !== "" && (
          <tr className="besides">
            <td className="hint" colSpan={4}>
              {besides}
            </td>
          </tr>
        )}
      </tfoot>
    </table>
  );
}

function layerOf(view: ModelView, step: StepTime): ItemId {
  return view.tree.layerOf[mainNode(view.model, step)] ?? view.tree.root;
}

function stepTitle({ model }: ModelView, { nodes }: StepTime): string {
  return nodes.map((node) => labelOf(model, node).title).join(" + ");
}
