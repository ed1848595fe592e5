import { type Dim, type NodeId, printShapeShort, type Shape, sum } from "../../src/ir/index.ts";
import type { ModelDocument, OpLabel } from "../../src/protocol/index.ts";
import { groupId } from "./build-tree.ts";
import { type GroupItem, type Item, nodesOf } from "./item.ts";
import type { ModelView } from "./model-view.ts";

/** The numbers of one item, all taken from the report. */
export interface Figures {
  readonly parameters: Dim;
  readonly fixedParameters: Dim;
  readonly buffers: Dim;
  readonly macs: Dim;
  readonly activationBytes: Dim;
}

export function figuresOf(view: ModelView, item: Item): Figures {
  // Only a module that is drawn in one piece has a row of its own.
  const row = item.id === groupId(item.path) ? view.moduleRows.get(item.path) : undefined;
  if (row !== undefined) return row;
  const rows = nodesOf(item).flatMap((id) => view.model.report.nodes[id] ?? []);
  return {
    parameters: sum(rows.map(({ parameters }) => parameters)),
    fixedParameters: sum(rows.map(({ fixedParameters }) => fixedParameters)),
    buffers: sum(rows.map(({ buffers }) => buffers)),
    macs: sum(rows.map(({ macs }) => macs)),
    activationBytes: sum(rows.map(({ activationBytes }) => activationBytes)),
  };
}

export interface NodeLabel extends OpLabel {
  readonly title: string;
}

export function labelOf({ graph, titles, ops }: ModelDocument, node: NodeId): NodeLabel {
  const [title, op] = [titles[node], ops[graph.nodes[node]?.op ?? ""]];
  if (title === undefined || op === undefined) throw new Error(`No label for node ${node}.`);
  return { title, ...op };
}

/** An item's outputs as short text: a layer's output, or the values of a block that are used outside it. */
export function outputText(view: ModelView, item: Item): string {
  const nodes = item.kind === "layer" ? [item.node] : leaving(view, item);
  return shapesText(view, nodes);
}

/** The shapes of the nodes' values, each once: `1×64×56×56`. */
export function shapesText({ model: { graph } }: ModelView, nodes: readonly NodeId[]): string {
  const texts = nodes.map((id) => textOf(graph.nodes[id]?.shape));
  return texts.length === 1 ? (texts[0] ?? "") : [...new Set(texts.filter(Boolean))].join(", ");
}

/** Kept with the shape: each drawing asks for it at its box, at its line and in its tooltip. */
function textOf(shape: Shape | undefined): string {
  if (shape === undefined) return "";
  const text = texts.get(shape) ?? printShapeShort(shape);
  texts.set(shape, text);
  return text;
}

const texts = new WeakMap<Shape, string>();

function leaving(view: ModelView, group: GroupItem): readonly NodeId[] {
  const inside = new Set(group.nodes);
  return group.nodes.filter(
    (id) => view.outputs.has(id) || view.users[id]?.some((user) => !inside.has(user)),
  );
}
