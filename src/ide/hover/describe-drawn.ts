import type { LayerFact, Model, ModuleFact } from "../../analyzer/index.ts";
import { type Graph, isWithin, type ModulePath, type Node, type UnknownId } from "../../ir/index.ts";
import { fixedBelow, fixedIn } from "../../passes/parameters.ts";
import type { DrawnItem } from "../../protocol/index.ts";
import { inputShapes, nodeTitle } from "../view/node-title.ts";
import type { View } from "../view/view.ts";
import { describeModule, flowLine } from "./describe-module.ts";
import { describeTensor } from "./describe-tensor.ts";
import { drawnCalls } from "./drawn-calls.ts";
import { lines } from "./markdown.ts";

/**
 * The hover of what the preview draws, in the words of the editor's: of a module, or of an op without one. It is made from the
 * graph alone, because layers within the library's blocks stand nowhere in the author's file. Null where the graph has no such
 * item.
 */
export function hoverOfDrawn(view: View, model: Model, item: DrawnItem): string | null {
  const { graph } = model;
  if (item.kind === "module") return describeDrawnModule(view, model, item.path);
  const node = graph.nodes[item.node];
  if (node === undefined) return null;
  const owner = node.owner === null ? null : describeDrawnModule(view, model, node.owner);
  return owner ?? describeOp(view, model, node);
}

function describeOp(view: View, { id, graph }: Model, node: Node): string | null {
  const from = inputShapes(graph, node);
  const nodes = [{ model: id, node: node.id }];
  return lines(
    from.length === 0 ? null : `**${nodeTitle(graph, node)}**`,
    from.length === 0 ? null : flowLine(from, [node.shape]),
    describeTensor(view, [{ kind: "tensor", shape: node.shape, nodes }], null),
  );
}

function describeDrawnModule(view: View, model: Model, path: ModulePath): string | null {
  const fact = factOf(model, path);
  return fact === null ? null : describeModule(view, [fact]);
}

/** What the analyzer would say of the module if an expression of the file had it as its value. */
function factOf(model: Model, path: ModulePath): ModuleFact | null {
  const { id, graph } = model;
  const info = graph.modules.find((module) => module.path === path);
  if (info === undefined) return null;
  const unknowns = new Map(
    graph.unknowns
      .map((part, unknown) => ({ part, unknown }))
      .filter(({ part }) => part.path !== null && isWithin(part.path, path))
      .map(({ part, unknown }, index) => [unknown, { part, index }]),
  );
  return {
    kind: "module",
    className: info.className,
    layers: layersBelow(graph, path, (unknown) => unknowns.get(unknown)?.index),
    unknowns: [...unknowns.values()].map(({ part }) => part),
    calls: drawnCalls(model, path),
    places: [{ model: id, path }],
    source: info.source,
  };
}

/** The layers in a module, by their paths in it. */
function layersBelow(
  graph: Graph,
  path: ModulePath,
  indexOf: (unknown: UnknownId) => UnknownId | undefined,
): readonly LayerFact[] {
  const fixed = fixedIn(graph);
  const layers = new Map<ModulePath, LayerFact>();
  const called = graph.nodes.map(({ owner, ...node }) => ({ path: owner, ...node }));
  for (const { path: owner, op, attrs, unknown } of [...called, ...graph.unused]) {
    if (owner === null || layers.has(owner) || !isWithin(owner, path)) continue;
    const states = fixedBelow(owner, fixed, { op, attrs });
    const index = unknown === undefined ? undefined : indexOf(unknown);
    layers.set(owner, {
      ...{ path: owner === path ? "" : owner.slice(path === "" ? 0 : path.length + 1), op, attrs },
      ...(states !== undefined && { fixed: states }),
      ...(index !== undefined && { unknown: index }),
    });
  }
  const order = new Map(graph.modules.map((module, index) => [module.path, index]));
  const placeOf = (owner: ModulePath) => order.get(owner) ?? graph.modules.length;
  return [...layers].sort(([one], [other]) => placeOf(one) - placeOf(other)).map(([, layer]) => layer);
}
