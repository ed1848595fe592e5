import {
  constructionParts,
  type Model,
  type PlacedProblem,
  placeOfOption,
  writtenOption,
} from "../../analyzer/index.ts";
import type { FileRange, Range } from "../../base/index.ts";
import type { Node } from "../../ir/index.ts";
import { constructorOf, declarationsOf } from "../arguments/declarations.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import { isAppliedAs } from "../view/applied-op.ts";
import type { View } from "../view/view.ts";
import type { TextEdit } from "./code-action.ts";

/** A node of one of the file's models. */
export interface ModelNode {
  readonly model: Model;
  readonly node: Node;
}

/** The nodes at which a problem arose: those with its op and the inputs that it names. */
export function refusedNodes({ analysis }: View, { op }: PlacedProblem): readonly ModelNode[] {
  if (op === null) return [];
  return analysis.models.flatMap((model) =>
    model.graph.nodes.filter((node) => isAppliedAs(model.graph, node, op)).map((node) => ({ model, node })),
  );
}

/** The node that computes one of a node's inputs. */
function giverOf({ model, node }: ModelNode, input = 0): ModelNode | null {
  const giver = model.graph.nodes[node.inputs[input] ?? -1];
  return giver === undefined ? null : { model, node: giver };
}

/**
 * The chain of nodes that leads to one input, the nearest first; it ends at the first node with several inputs
 * or none.
 */
export function branchOf(from: ModelNode, input = 0): readonly ModelNode[] {
  const branch: ModelNode[] = [];
  for (let at = giverOf(from, input); at !== null; at = at.node.inputs.length === 1 ? giverOf(at) : null)
    branch.push(at);
  return branch;
}

/** The construction of one of the library's layers in the author's file. */
export interface Construction {
  readonly at: FileRange;
  /** What is written for a parameter; null where it is left out. */
  argument(parameter: string): WrittenText | null;
  option(name: string): WrittenText | null;
  /** The edit that gives the layer that option or changes it; null where its options are not an object literal. */
  withOption(name: string, value: string): TextEdit | null;
}

export interface WrittenText {
  readonly at: FileRange;
  readonly text: string;
}

/** The construction of the layer that owns a node; null where the author's file does not contain it. */
export function constructionOf(sources: AnalysisSources, { model, node }: ModelNode): Construction | null {
  const owner = model.graph.modules.find(({ path }) => path === node.owner);
  return owner?.source == null ? null : constructionAt(sources, owner.source, owner.className);
}

/**
 * The construction at a place, of the class with that name if one is given; null where there is none of the
 * library's.
 */
export function constructionAt(
  sources: AnalysisSources,
  at: FileRange,
  className: string | null = null,
): Construction | null {
  const { view } = sources;
  if (at.file !== view.analysis.file) return null;
  const parts = constructionParts(view.parsed(), at);
  if (parts === null || (className !== null && parts.className !== className)) return null;
  const made = constructorOf(declarationsOf(sources), parts.callee);
  if (made === null || !made.writtenIn.isOfLibrary) return null;
  const written = (range: Range): WrittenText => ({
    at: { file: at.file, start: range.start, end: range.end },
    text: view.text.slice(range.start, range.end),
  });
  const indexOf = (name: string) => made.parameters.findIndex((parameter) => parameter.name === name);
  const options = indexOf("options");
  const place = (name: string) => {
    const given = parts.arguments[options];
    return given === undefined ? null : writtenOption(view.parsed(), given, name);
  };
  return {
    at,
    argument(parameter) {
      const range = parts.arguments[indexOf(parameter)];
      return range === undefined ? null : written(range);
    },
    option(name) {
      const option = place(name);
      return option === null ? null : written(option.value);
    },
    withOption(name, value) {
      const option = place(name);
      if (option !== null) return { at: written(option.whole).at, text: `${name}: ${value}` };
      const free = options < 0 ? null : placeOfOption(view.parsed(), at, options, { name, value });
      return free === null ? null : { at: { file: at.file, ...free.at }, text: free.text };
    },
  };
}

/** A layer that is constructed for a number of outputs, and the name of that parameter. */
export interface SizedLayer extends ModelNode {
  readonly attribute: "outChannels" | "outFeatures";
  readonly size: number;
}

/**
 * The layer that decides how many channels or features an input has: the nearest above it with such a
 * parameter.
 */
export function sizedLayer(from: ModelNode, input = 0): SizedLayer | null {
  for (const at of branchOf(from, input)) {
    for (const attribute of ["outChannels", "outFeatures"] as const) {
      const size = at.node.attrs[attribute];
      if (typeof size === "number") return { ...at, attribute, size };
    }
  }
  return null;
}
