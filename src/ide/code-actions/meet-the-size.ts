import {
  argumentsOfCall,
  importing,
  isDottedNameAt,
  operandsOfCall,
  placeOfOption,
  writtenOption,
} from "../../analyzer/index.ts";
import type { FileRange, Range } from "../../base/index.ts";
import { known, type Node, type Shape } from "../../ir/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import { inputShapes } from "../view/node-title.ts";
import { hadShape } from "../view/shapes-at.ts";
import type { View } from "../view/view.ts";
import type { CodeAction, Offer, TextEdit } from "./code-action.ts";
import { insertionAt } from "./edits.ts";
import { branchOf, constructionOf, type ModelNode, refusedNodes } from "./layers.ts";
import { axesText } from "./sizes-in-scope.ts";

const before = `import { cat, F, nn, randn, type Tensor } from "cnn-blocks";
class Net extends nn.Module {
  down = new nn.Conv2d(8, 8, 2, { stride: 2 });
  forward(skip: Tensor) {
    return cat([skip, F.interpolate(this.down(skip), { scaleFactor: 2 })], 1);
  }
}
new Net()(randn(1, 8, 25, 25));
`;

/** For example, 25 rows are halved to 12 and doubled to 24, which do not fit the 25 of the skip connection. */
export const meetTheSize: CodeAction<"shape-mismatch" | "concat-mismatch" | "rows-cut-off"> = {
  id: "meet-the-size",
  summary:
    "Lets a branch meet the size of the other one where an odd size was halved: by the size of the skip connection, " +
    "`outputPadding`, `ceilMode` or `F.interpolate` around it.",
  fixes: ["shape-mismatch", "concat-mismatch", "rows-cut-off"],
  example: { before, after: before.replace("scaleFactor: 2", "size: skip.shape.slice(2)") },
  offers(sources, problem) {
    if (problem.code === "rows-cut-off") return ceilModes(sources, poolsAt(sources, problem.at));
    return refusedNodes(sources.view, problem).flatMap((refused) =>
      inputShapes(refused.model.graph, refused.node).flatMap((has, input, shapes) => {
        const branch = branchOf(refused, input);
        const wanted = shapes[input === 0 ? 1 : 0] ?? [];
        return [
          ...sizesOfOther(sources, refused, branch, wanted),
          ...outputPaddings(sources, branch, has, wanted),
          ...ceilModes(sources, branch),
          ...resized(sources, refused, branch, { has, wanted }),
        ];
      }),
    );
  },
};

/** Enlarges the branch to the size of the other tensor, which is right for every size of the input. */
function sizesOfOther(
  { view }: AnalysisSources,
  { node: { source } }: ModelNode,
  branch: readonly ModelNode[],
  wanted: Shape,
): readonly Offer[] {
  if (source?.file !== view.analysis.file) return [];
  return namesWith(view, source, wanted).flatMap(({ start, end }) => {
    const other = view.text.slice(start, end);
    const edits = branch.flatMap(({ node }) => sizeGiven(view, node, other) ?? []);
    return edits.map((edit) => ({ title: `Make it as large as ${other}`, edits: [edit], preferred: true }));
  });
}

/** The operands of a call that are names of tensors with that shape. */
function namesWith(view: View, call: Range, shape: Shape): readonly Range[] {
  return operandsOfCall(view.parsed(), call).filter(
    (range) => isDottedNameAt(view.parsed(), range) && hadShape(view, range, shape),
  );
}

/** Wraps a branch that a layer has enlarged in `F.interpolate`, which gives it the size of the other tensor. */
function resized(
  { view }: AnalysisSources,
  { node: { source } }: ModelNode,
  branch: readonly ModelNode[],
  { has, wanted }: { readonly has: Shape; readonly wanted: Shape },
): readonly Offer[] {
  if (source?.file !== view.analysis.file || has.length < 3 || !branch.some(enlarges)) return [];
  const { file } = source;
  const [other] = namesWith(view, source, wanted);
  const operands = operandsOfCall(view.parsed(), source).filter((range) => hadShape(view, range, has));
  const [operand] = operands;
  if (other === undefined || operand === undefined || operands.length > 1) return [];
  const name = view.text.slice(other.start, other.end);
  const functional = importing(view.parsed(), ["F"]);
  const edits = [
    ...functional.edits.map(({ at, text }) => insertionAt(file, at, text)),
    insertionAt(file, operand.start, `${functional.called("F")}.interpolate(`),
    insertionAt(file, operand.end, `, { size: ${name}.shape.slice(2) })`),
  ];
  return [{ title: `Resize it to ${name} by F.interpolate`, edits, preferred: false }];
}

function enlarges({ model, node }: ModelNode): boolean {
  const [before = []] = inputShapes(model.graph, node);
  return (known(node.shape.at(-1) ?? 0) ?? 0) > (known(before.at(-1) ?? 0) ?? 0);
}

/**
 * `F.interpolate` gets the size as an option in place of its factor; a call of a transposed convolution, as an
 * argument.
 */
function sizeGiven(view: View, { source, attrs }: Node, other: string): TextEdit | null {
  if (source?.file !== view.analysis.file) return null;
  const { file } = source;
  const given = argumentsOfCall(view.parsed(), source);
  const [first, last] = [given[0], given.at(-1)];
  if (first === undefined || last === undefined) return null;
  const factor = writtenOption(view.parsed(), last, "scaleFactor");
  if (factor !== null) return { at: { file, ...factor.whole }, text: `size: ${other}.shape.slice(2)` };
  if (!("outputPadding" in attrs) || given.length > 1) return null;
  return insertionAt(file, first.end, `, ${other}.shape`);
}

function outputPaddings(
  sources: AnalysisSources,
  branch: readonly ModelNode[],
  has: Shape,
  wanted: Shape,
): readonly Offer[] {
  const lacking = wanted.slice(2).map((size, axis) => (known(size) ?? 0) - (known(has[axis + 2] ?? 0) ?? 0));
  if (lacking.length === 0 || lacking.some((size) => size < 0)) return [];
  const value = axesText(lacking);
  return branch.flatMap((at): readonly Offer[] => {
    if (!("outputPadding" in at.node.attrs)) return [];
    const edit = constructionOf(sources, at)?.withOption("outputPadding", value);
    return edit ? [{ title: `Write outputPadding: ${value}`, edits: [edit], preferred: false }] : [];
  });
}

/**
 * With `ceilMode` a pool's last window may reach beyond the end, so an odd size is rounded up, as in a padded
 * convolution.
 */
function ceilModes(sources: AnalysisSources, nodes: readonly ModelNode[]): readonly Offer[] {
  return nodes.flatMap((at): readonly Offer[] => {
    if (at.node.attrs.ceilMode !== false) return [];
    const edit =
      constructionOf(sources, at)?.withOption("ceilMode", "true") ?? ceilModeOfCall(sources.view, at);
    return edit
      ? [{ title: "Write ceilMode: true, which rounds odd sizes up", edits: [edit], preferred: false }]
      : [];
  });
}

/** The same for a pool that is called as a function: `F.maxPool2d(x, 2)`. */
function ceilModeOfCall(view: View, { node: { owner, source } }: ModelNode): TextEdit | null {
  if (owner !== null || source?.file !== view.analysis.file) return null;
  const place = placeOfOption(view.parsed(), source, argumentsOfPool, { name: "ceilMode", value: "true" });
  return place && { at: { file: source.file, ...place.at }, text: place.text };
}

/** How many arguments stand before the options: the tensor and the window. */
const argumentsOfPool = 2;

function poolsAt({ view }: AnalysisSources, { file, start }: FileRange): readonly ModelNode[] {
  return view.analysis.models.flatMap((model) =>
    model.graph.nodes
      .filter(({ source }) => source?.file === file && source.start === start)
      .map((node) => ({ model, node })),
  );
}
