import { isConstantAt } from "../../analyzer/index.ts";
import { type FileRange, samePlace } from "../../base/index.ts";
import { elementCount, equal, type Graph, type Node, type Shape } from "../../ir/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import { shapeOf } from "../view/node-title.ts";
import type { Offer, TextEdit } from "./code-action.ts";
import { distinctPlaces } from "./edits.ts";
import { constructionOf, type ModelNode } from "./layers.ts";
import { numberText } from "./sizes-in-scope.ts";

/** An edit that makes rows of features of images. */
interface ReshapeEdit {
  readonly title: string;
  readonly edit: TextEdit;
  /** The shape of the images. */
  readonly from: Shape;
}

/** The edit by itself, and with the linear layers after the call at that place built for as many features. */
export function withLinearAfter(
  sources: AnalysisSources,
  call: { readonly at: FileRange },
  { title, edit, from }: ReshapeEdit,
): readonly Offer[] {
  const alone: Offer = { title, edits: [edit], preferred: false };
  const features = numberText(elementCount(from.slice(1)));
  const after = features === null ? [] : linearAfter(sources, call, features);
  if (after.length === 0) return [alone];
  const both = `${title}, and take ${features} features after it`;
  return [alone, { title: both, edits: [edit, ...after], preferred: false }];
}

/** Edits of the linear layers whose input is made by a call or a layer at a place, so that they take that many features. */
function linearAfter(
  sources: AnalysisSources,
  { at }: { readonly at: FileRange },
  features: string,
): readonly TextEdit[] {
  const { view } = sources;
  const written = view.analysis.models.flatMap((model) => {
    const reached = new Set<number>();
    for (const node of model.graph.nodes)
      if (isOf({ model, node }, at) || passesOn(model.graph, node, reached)) reached.add(node.id);
    return model.graph.nodes
      .filter(({ inputs }) => inputs.some((id) => reached.has(id)))
      .flatMap((node) => constructionOf(sources, { model, node })?.argument("inFeatures") ?? []);
  });
  const numbers = written.filter((one) => isConstantAt(view.parsed(), one.at));
  return distinctPlaces(numbers, ({ at }) => at).map(({ at }) => ({ at, text: features }));
}

/** Whether a call at that place made the node, or a layer that is constructed there. */
function isOf({ model, node }: ModelNode, at: FileRange): boolean {
  const owner = model.graph.modules.find(({ path }) => path === node.owner);
  return samePlace(node.source, at) || samePlace(owner?.source ?? null, at);
}

/** Whether a node changes only the numbers of what has been reached, as an activation does. */
function passesOn(graph: Graph, { inputs, shape, attrs }: Node, reached: ReadonlySet<number>): boolean {
  const [input, ...others] = inputs;
  if (input === undefined || others.length > 0 || "inFeatures" in attrs) return false;
  // The batch may be unknown after a reshape that cannot be.
  return reached.has(input) && equal(shape.at(-1) ?? 1, shapeOf(graph, input).at(-1) ?? 1);
}
