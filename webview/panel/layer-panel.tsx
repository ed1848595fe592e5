import type { FileRange } from "../../src/base/index.ts";
import { type AttrValue, type Dim, known, printDim } from "../../src/ir/index.ts";
import { byteSize, exactCost, exactCount, fixedNote, percent } from "../../src/words/index.ts";
import { Button } from "../controls/index.ts";
import { ActionIcon } from "../graph/icons.tsx";
import { itemWords } from "../graph/item-words.ts";
import { visibleFaults } from "../model/faults.ts";
import { figuresOf, labelOf, shapesText } from "../model/figures.ts";
import { timeOf } from "../model/heat.ts";
import type { Item, LayerItem } from "../model/item.ts";
import { figureIds } from "../model/item-figures.ts";
import type { ModelView } from "../model/model-view.ts";
import { moduleSource, sourceOf } from "../model/source-marks.ts";
import { finishedOfView } from "../state/app-state.ts";
import { useApp, usePage } from "../state/page.ts";
import { useFaults } from "../state/use-faults.ts";
import { type Fact, Facts } from "./facts.tsx";
import { FeatureMapsView } from "./feature-maps-view.tsx";
import type { Tab } from "./tab.ts";
import { WeightMapsView } from "./weight-maps-view.tsx";

export const layerTab: Tab = {
  id: "layer",
  title: "Layer",
  isOffered: () => true,
  Content: LayerPanel,
};

/** Everything that is known about the selected layer or block. */
function LayerPanel() {
  const view = useApp((state) => state.view);
  const selected = useApp((state) => state.selected);
  const item = view === null || selected === null ? undefined : view.tree.items.get(selected);
  if (view === null || item === undefined) {
    return <p className="hint">Select a layer or block to see its numbers and feature maps.</p>;
  }
  return <ItemPanel view={view} item={item} />;
}

function ItemPanel({ view, item }: { readonly view: ModelView; readonly item: Item }) {
  const units = useApp((state) => state.shown?.units ?? "MACs");
  const finished = useApp(finishedOfView);
  const words = itemWords({ view, item, units, times: finished?.times ?? null }, figureIds);
  const figures = figuresOf(view, item);
  const milliseconds = timeOf(finished?.times ?? null, item);
  const share = finished === null || milliseconds === undefined ? null : milliseconds / finished.times.total;
  const facts: readonly Fact[] = [
    { word: "Path", value: item.path, mono: true },
    ...(item.kind === "layer" ? inputFacts(view, item) : []),
    { word: "Output", value: words.output, mono: true },
    { word: "Parameters", value: `${exactCount(figures.parameters)}${fixedNote(figures)}` },
    { word: "Buffers", value: known(figures.buffers) === 0 ? "" : exactCount(figures.buffers) },
    { word: "Cost", value: exactCost(figures.macs, units) },
    {
      word: item.kind === "layer" ? "Activation" : "Activations",
      value: byteSize(figures.activationBytes),
    },
    ...(item.kind === "layer" ? fieldFacts(view, item) : []),
    { word: "Time", value: share === null ? "" : `${words.time} (${percent(share)})` },
  ];
  const node = item.kind === "layer" ? item.node : item.nodes.at(-1);
  return (
    <div className="columns">
      <div className="column">
        <h2>{words.name === "" ? words.title : `${words.name} · ${words.title}`}</h2>
        {item.kind === "layer" && <p className="hint">{labelOf(view.model, item.node).detail}</p>}
        <ItemFaults view={view} item={item} />
        <SourceLinks
          call={sourceOf(view.model.graph, item)}
          built={moduleSource(view.model.graph, item.path)}
        />
        <Facts facts={facts} />
        {item.kind === "layer" && <Attributes view={view} item={item} />}
      </div>
      {node !== undefined && (
        <div className="maps-column">
          <FeatureMapsView view={view} node={node} />
          {item.kind === "layer" && <WeightMapsView node={item.node} />}
        </div>
      )}
    </div>
  );
}

/** What is wrong here, in the editor's words. */
function ItemFaults({ view, item }: { readonly view: ModelView; readonly item: Item }) {
  const fault = visibleFaults(view, useFaults(view), (id) => id === item.id).get(item.id);
  if (fault === undefined) return null;
  return (
    <ul className="item-faults" data-severity={fault.severity}>
      {fault.problems.map((problem) => (
        <li key={`${problem.file}:${problem.start}:${problem.code}`}>{problem.message}</li>
      ))}
    </ul>
  );
}

function SourceLinks({ call, built }: { readonly call: FileRange | null; readonly built: FileRange | null }) {
  const { host } = usePage();
  const different =
    built !== null && (call === null || built.start !== call.start || built.file !== call.file);
  if (call === null && built === null) return null;
  return (
    <div className="links">
      {call !== null && (
        <Button look="secondary" onClick={() => host.send("reveal", { at: call })}>
          <ActionIcon name="source" /> Source
        </Button>
      )}
      {different && (
        <Button look="secondary" onClick={() => host.send("reveal", { at: built })}>
          <ActionIcon name="source" /> Construction
        </Button>
      )}
    </div>
  );
}

function inputFacts(view: ModelView, item: LayerItem): readonly Fact[] {
  const inputs = view.model.graph.nodes[item.node]?.inputs ?? [];
  const word = inputs.length > 1 ? "Inputs" : "Input";
  return [{ word, value: inputs.map((id) => shapesText(view, [id])).join(", "), mono: true }];
}

function fieldFacts(view: ModelView, item: LayerItem): readonly Fact[] {
  const field = view.model.report.nodes[item.node]?.receptiveField ?? null;
  if (field === null) return [];
  return [
    { word: "Receptive field", value: `${byCross(field.size)}, stride ${byCross(field.jump)}`, mono: true },
  ];
}

function byCross(sizes: readonly Dim[]): string {
  return sizes.map(printDim).join("×");
}

function Attributes({ view, item }: { readonly view: ModelView; readonly item: LayerItem }) {
  const attrs = Object.entries(view.model.graph.nodes[item.node]?.attrs ?? {});
  if (attrs.length === 0) return null;
  return (
    <details>
      <summary className="attributes-title">Attributes</summary>
      <Facts
        className="attributes"
        facts={attrs.map(([name, value]) => ({ word: name, value: printAttr(value), mono: true }))}
      />
    </details>
  );
}

function printAttr(value: AttrValue): string {
  if (value === null) return "none";
  if (typeof value === "string" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return value.map(printAttr).join(", ");
  return printDim(value as Dim);
}
