import { useState } from "react";
import type { NodeId } from "../../src/ir/index.ts";
import type { Place } from "../../src/runtime/index.ts";
import { realNumber } from "../../src/words/index.ts";
import { Button } from "../controls/index.ts";
import type { SteppedElement } from "../engine/step-messages.ts";
import { labelOf } from "../model/figures.ts";
import type { ModelView } from "../model/model-view.ts";
import type { Tab } from "../panel/tab.ts";
import { finishedOfView } from "../state/app-state.ts";
import { useApp, usePage } from "../state/page.ts";
import { ElementPicker } from "./element-picker.tsx";
import { PartsView } from "./parts-view.tsx";
import { after, channelAxis, gridOf, inChannel } from "./places.ts";
import { PlanePicture } from "./plane-picture.tsx";
import { Playback, usePlaying } from "./playback.tsx";
import { SeparableView } from "./separable-view.tsx";
import { chooseElement, nodeInView, nodeName, stepInto } from "./step-state.ts";
import { arithmeticWords, runWords } from "./step-words.ts";
import { useStep } from "./use-step.ts";

export const stepTab: Tab = {
  id: "step",
  title: "Step",
  isOffered: ({ finished }) => finished !== null,
  Content: StepPanel,
};

/** The arithmetic of one output element, with the last run's numbers. */
function StepPanel() {
  const view = useApp((state) => state.view);
  const node = useApp(nodeInView);
  const finished = useApp(finishedOfView);
  if (finished === null) return <p className="hint">Run the model to step through its arithmetic.</p>;
  if (view === null || node === null)
    return <p className="hint">Select a layer to see how each of its outputs is computed.</p>;
  return <NodeSteps key={node} view={view} node={node} />;
}

function NodeSteps({ view, node }: { readonly view: ModelView; readonly node: NodeId }) {
  const { store } = usePage();
  const chosen = useApp(({ step }) => (step?.node === node ? step.place : null));
  const [part, setPart] = useState(0);
  const answer = useStep(node, chosen, part);
  const element = answer?.element ?? null;
  const choose = (place: Place): void => store.update(chooseElement({ node, place }));
  const playing = usePlaying(answer, () => {
    if (element !== null) choose(after(element.shape, element.place));
  });
  if (answer === null) return null;
  if (element === null) return <p className="hint">Run the model again to step through it.</p>;
  const nameOf = (id: NodeId): string => nodeName(view, id);
  const { title, detail } = labelOf(view.model, node);
  const { explanation, shape, place } = element;
  const follow = (to: NodeId, at: Place): void => store.update(stepInto({ node: to, place: at }));
  return (
    <>
      <h2>{nameOf(node).endsWith(title) ? nameOf(node) : `${nameOf(node)} · ${title}`}</h2>
      <p className="hint">{detail}</p>
      <div className="planes">
        <Source element={element} part={part} nameOf={nameOf} />
        <figure>
          <ElementPicker element={element} onChoose={choose} onToggle={playing.toggle} />
          <figcaption>
            {element.run.node === node ? "Output" : `Output of ${nameOf(element.run.node)}`}
          </figcaption>
        </figure>
      </div>
      <div className="step-controls">
        <Playback playing={playing} onStep={(by) => choose(after(shape, place, by))} />
        {shape.length > 2 && <Channel element={element} onChoose={choose} />}
      </div>
      <p className="step-words" aria-live={playing.isPlaying ? "off" : "polite"}>
        {arithmeticWords(element)} {runWords(element, nameOf)}
      </p>
      {explanation !== null && (
        <>
          <Lines element={element} />
          {explanation.remark !== null && <p className="hint">{explanation.remark}</p>}
          {explanation.separable !== null && (
            <SeparableView separable={explanation.separable} onFollow={follow} {...{ element, nameOf }} />
          )}
          <PartsView
            {...{ explanation, nameOf, inputs: element.inputs, chosen: part, onChoose: setPart }}
            onFollow={follow}
          />
        </>
      )}
    </>
  );
}

interface SourceProps {
  readonly element: SteppedElement;
  readonly part: number;
  readonly nameOf: (node: NodeId) => string;
}

/** The input plane with the patch outlined. */
function Source({ element: { source, explanation, inputs }, part, nameOf }: SourceProps) {
  const read = explanation?.parts[Math.min(part, explanation.parts.length - 1)];
  if (source === null || read === undefined) return null;
  const [row = 0, column = 0] = read.place.length < 3 ? [0, read.place.at(-1)] : read.place.slice(-2);
  const { columns } = gridOf(source.height, source.width);
  const outline = {
    row: source.height > 1 ? row : Math.floor(column / columns),
    column: source.height > 1 ? column : column % columns,
    rows: (read.rows - 1) * read.step[0] + 1,
    columns: (read.columns - 1) * read.step[1] + 1,
  };
  const node = inputs[read.input];
  return (
    <figure>
      <PlanePicture plane={source} outline={outline} />
      <figcaption>
        {node === undefined ? "Input" : nameOf(node)}, {read.name}
      </figcaption>
    </figure>
  );
}

interface ChannelProps {
  readonly element: SteppedElement;
  readonly onChoose: (place: Place) => void;
}

function Channel({ element: { shape, place }, onChoose }: ChannelProps) {
  const axis = channelAxis(shape);
  return (
    <fieldset className="playback" aria-label="Channel">
      <Button look="icon" label="The channel before" onClick={() => onChoose(inChannel(shape, place, -1))}>
        <span aria-hidden="true">‹</span>
      </Button>
      <span>
        Channel {place[axis]} of {shape[axis]}
      </span>
      <Button look="icon" label="The next channel" onClick={() => onChoose(inChannel(shape, place, 1))}>
        <span aria-hidden="true">›</span>
      </Button>
    </fieldset>
  );
}

function Lines({ element: { explanation } }: { readonly element: SteppedElement }) {
  return (
    <table className="small-table step-lines">
      <caption>Worked out</caption>
      <tbody>
        {explanation?.lines.map(({ words, value }) => (
          <tr key={words}>
            <th scope="row">{words}</th>
            <td>{realNumber(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
