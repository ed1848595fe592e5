import { constructionParts, holderOf, partOfSequential } from "../../analyzer/index.ts";
import type { FileRange } from "../../base/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import type { TextEdit } from "../code-actions/code-action.ts";
import { insertionAt } from "../code-actions/edits.ts";

/** Layers to write before and after an existing one, as constructions. */
export interface Neighbours {
  readonly before?: readonly string[];
  readonly after?: readonly string[];
}

/**
 * The ways to write several layers in a row in place of one: as further parts of the `Sequential` around it, or
 * as a `Sequential` of their own. None where other code may rely on the layer's class.
 */
export function layersInRow(
  sources: AnalysisSources,
  layer: FileRange,
  neighbours: Neighbours,
): readonly (readonly TextEdit[])[] {
  const file = sources.view.parsed();
  const part = partOfSequential(file, layer);
  if (part !== null)
    return [around(layer, neighbours, part.separator), nested(sources, layer, neighbours, part.namespace)];
  const namespace = constructionParts(file, layer)?.namespace ?? "";
  return holderOf(file, layer) === null ? [] : [nested(sources, layer, neighbours, namespace)];
}

function around(
  { file, start, end }: FileRange,
  { before = [], after = [] }: Neighbours,
  separator: string,
): readonly TextEdit[] {
  return [
    insertionAt(file, start, before.map((one) => `${one}${separator}`).join("")),
    insertionAt(file, end, after.map((one) => `${separator}${one}`).join("")),
  ];
}

/** On lines of their own, indented one step further than the layer's line. */
function nested(
  { view }: AnalysisSources,
  layer: FileRange,
  neighbours: Neighbours,
  namespace: string,
): readonly TextEdit[] {
  const { file, start, end } = layer;
  const text = view.text.slice(start, end);
  const lineText = view.text.slice(view.text.lastIndexOf("\n", start - 1) + 1, start);
  const indent = /^[ \t]*/.exec(lineText)?.[0] ?? "";
  const step = indent.includes("\t") ? "\t" : "  ";
  const [opening, closing] = around(layer, neighbours, `,\n${indent}${step}`);
  const further = [...text.matchAll(/\n/g)].map(({ index }) => insertionAt(file, start + index + 1, step));
  const { ownType: type = null } = holderOf(view.parsed(), layer) ?? {};
  return [
    ...(type === null ? [] : [{ at: { file, ...type }, text: `${namespace}Sequential` }]),
    insertionAt(file, start, `new ${namespace}Sequential(\n${indent}${step}${opening?.text}`),
    ...further,
    insertionAt(file, end, `${closing?.text},\n${indent})`),
  ];
}
