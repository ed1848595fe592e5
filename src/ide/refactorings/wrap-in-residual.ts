import {
  callOnName,
  constructionAround,
  constructionParts,
  holderOf,
  methodAround,
  type SelectedParts,
  selectedParts,
} from "../../analyzer/index.ts";
import { meet, type Range } from "../../base/index.ts";
import { type Shape, sameShape } from "../../ir/index.ts";
import { findOp } from "../../ops/index.ts";
import { type AnalysisSources, viewAs } from "../arguments/sources.ts";
import type { TextEdit } from "../code-actions/code-action.ts";
import { inOrder, insertionAt } from "../code-actions/edits.ts";
import { constructionAt } from "../code-actions/layers.ts";
import { projectShortcut } from "../code-actions/project-shortcut.ts";
import { projectionSizes, projectionText } from "../code-actions/projection-texts.ts";
import { modulesAt } from "../view/modules-at.ts";
import { composed, edited } from "../view/text-edits.ts";
import { classAbove, freeNameInFile, indentAt, indentStep, inLanguageOf, reindented } from "./new-class.ts";
import type { Proposal, Refactoring } from "./refactoring.ts";

const before = `import { nn, randn } from "cnn-blocks";

const net = new nn.Sequential(
  /*[*/new nn.Conv2d(64, 128, 3, { stride: 2, padding: 1, bias: false }),
  new nn.BatchNorm2d(128)/*]*/,
  new nn.ReLU(),
);
net(randn(2, 64, 32, 32));
`;

const after = `import { nn, randn, type Tensor } from "cnn-blocks";

class Residual extends nn.Module {
  body: nn.Layer;
  shortcut: nn.Layer;

  constructor(body: nn.Layer, shortcut: nn.Layer = new nn.Identity()) {
    super();
    this.body = body;
    this.shortcut = shortcut;
  }

  forward(x: Tensor): Tensor {
    return this.body(x).add(this.shortcut(x));
  }
}

const net = new nn.Sequential(
  new Residual(
    new nn.Sequential(
      new nn.Conv2d(64, 128, 3, { stride: 2, padding: 1, bias: false }),
      new nn.BatchNorm2d(128),
    ),
    new nn.Conv2d(64, 128, 1, { stride: 2, bias: false }),
  ),
  new nn.ReLU(),
);
net(randn(2, 64, 32, 32));
`;

export const wrapInResidual: Refactoring = {
  id: "wrap-in-residual",
  summary:
    "Adds the input of a layer, of selected layers of a Sequential, or of a call in a forward to what they make of it. Where " +
    "channels or the stride change, a 1×1 convolution projects the input.",
  kind: "refactor.rewrite",
  keeps: "shapes",
  example: { before, after },
  proposals(sources, selection) {
    const ways = [...aroundCall(sources, selection), ...aroundLayers(sources, selection)];
    const title = "Wrap in a residual connection";
    return ways.length === 0 ? [] : [{ title, ways, addedFor: "for the projection" }];
  },
};

type Ways = Proposal["ways"];

/** `this.conv(x)` becomes `this.conv(x).add(x)`; a shortcut that does not fit is projected as the quick fix does it. */
function aroundCall(sources: AnalysisSources, selection: Range): Ways {
  const { view } = sources;
  const { file } = view.analysis;
  const found = callOnName(view.parsed(), selection);
  if (found === null || methodAround(view.parsed(), "forward", found.call) === null) return [];
  const { call, input } = found;
  const added = `.add(${view.text.slice(input.start, input.end)})`;
  const sum = [insertionAt(file, call.end, added)];
  const after = viewAs(sources, edited(view.text, inOrder(sum)));
  if (after === null) return [];
  const place = { start: call.start, end: call.end + added.length };
  const projected = after.analysis.problems.flatMap((problem) =>
    problem.code === "shape-mismatch" && problem.at.file === file && meet(problem.at, place)
      ? projectShortcut.offers({ ...sources, view: after }, problem).map(({ edits }) => edits)
      : [],
  );
  const ways = projected.map((edits) => {
    const both = composed(inOrder(sum), inOrder(edits));
    return both.map(({ start, end, text }): TextEdit => ({ at: { file, start, end }, text }));
  });
  return [sum, ...ways];
}

/** The layers become the body of a class of the file that adds its input. */
function aroundLayers(sources: AnalysisSources, selection: Range): Ways {
  const { view } = sources;
  const { file } = view.analysis;
  const body = bodyAt(sources, selection);
  const shapes = body && shapesOf(sources, body);
  if (body === null || shapes === null) return [];
  const [from, to] = shapes;
  const shortcuts = sameShape(from, to) ? [null] : projections(sources, body, [from, to]);
  const text = classText(sources, "Residual");
  const isThere = view.text.includes(text);
  const name = isThere ? "Residual" : freeNameInFile(sources, "Residual");
  const declared = isThere
    ? []
    : classAbove(sources, body.range.start, classText(sources, name), ["nn", "type Tensor"]);
  const { type } = body;
  return shortcuts.map((shortcut) => [
    ...declared,
    ...(type === null ? [] : [{ at: { file, ...type }, text: name }]),
    { at: { file, ...body.range }, text: construction(sources, body, { name, shortcut }) },
  ]);
}

interface Body extends SelectedParts {
  /** The declared type of what holds it, where it has to change. */
  readonly type: Range | null;
}

function bodyAt({ view }: AnalysisSources, selection: Range): Body | null {
  const file = view.parsed();
  const selected = selectedParts(file, selection);
  if (selected !== null) return { ...selected, type: null };
  const range = constructionAround(file, selection);
  const parts = range && constructionParts(file, range);
  const holder = range && holderOf(file, range);
  if (!range || !parts || !holder) return null;
  // A field of a wider type, such as nn.Layer, holds a residual block as well.
  return { namespace: "nn.", parts: [range], range, type: holder.ownType };
}

/** The input and the output of the layers in their first call; null where none of them is a convolution or linear. */
function shapesOf({ view }: AnalysisSources, { parts }: Body): readonly [Shape, Shape] | null {
  const modules = parts.map((part) => modulesAt(view.analysis, part));
  const isWeighted = modules
    .flat()
    .some(({ layers }) => layers.some(({ op }) => ["convolution", "linear"].includes(findOp(op).category)));
  const calls = [modules[0], modules.at(-1)].map((made) => made?.flatMap((module) => module.calls) ?? []);
  const [first, last] = [calls[0]?.[0]?.inputs, calls[1]?.[0]?.outputs];
  const [from, to] = [first?.[0], last?.[0]];
  return isWeighted && from !== undefined && to !== undefined ? [from, to] : null;
}

/** Convolutions that bring the input to the shape of the output, with the names of the layers' arguments or in numbers. */
function projections(
  sources: AnalysisSources,
  { parts }: Body,
  shapes: readonly [Shape, Shape],
): readonly string[] {
  const sizes = projectionSizes(...shapes);
  if (sizes === null) return [];
  const { file } = sources.view.analysis;
  const written = parts.flatMap((part) => constructionAt(sources, { file, ...part }) ?? []);
  const argument = (name: string) => written.flatMap((layer) => layer.argument(name)?.text ?? []);
  const named = {
    channels: argument("inChannels")[0] ?? sizes.channels,
    target: argument("outChannels").at(-1) ?? sizes.target,
    stride: written.flatMap((layer) => layer.option("stride")?.text ?? [])[0] ?? sizes.stride,
  };
  return [...new Set([projectionText(named), projectionText(sizes)])];
}

/** In one line where the layers are in one, else a line for each argument. */
function construction(
  sources: AnalysisSources,
  { parts, range, namespace }: Body,
  { name, shortcut }: { readonly name: string; readonly shortcut: string | null },
): string {
  const { text } = sources.view;
  const written = text.slice(range.start, range.end);
  const rest = shortcut === null ? [] : [shortcut];
  const isOne = parts.length === 1;
  if (!written.includes("\n")) {
    const body = isOne ? written : `new ${namespace}Sequential(${written})`;
    return `new ${name}(${[body, ...rest].join(", ")})`;
  }
  const step = indentStep(sources);
  const indent = indentAt(text, range.start);
  const [outer, inner] = [`${indent}${step}`, `${indent}${step}${step}`];
  const body = isOne
    ? reindented(written, indent, outer)
    : `new ${namespace}Sequential(\n${inner}${reindented(written, indent, inner)},\n${outer})`;
  return `new ${name}(\n${[body, ...rest].map((one) => `${outer}${one},\n`).join("")}${indent})`;
}

function classText(sources: AnalysisSources, name: string): string {
  const step = indentStep(sources);
  const lines = [
    `class ${name} extends nn.Module {`,
    ">body‹: nn.Layer›;",
    ">shortcut‹: nn.Layer›;",
    "",
    ">constructor(body‹: nn.Layer›, shortcut‹: nn.Layer› = new nn.Identity()) {",
    ">>super();",
    ">>this.body = body;",
    ">>this.shortcut = shortcut;",
    ">}",
    "",
    ">forward(x‹: Tensor›)‹: Tensor› {",
    ">>return this.body(x).add(this.shortcut(x));",
    ">}",
    "}",
  ];
  const text = lines.map((line) => line.replace(/^>+/, ({ length }) => step.repeat(length))).join("\n");
  return inLanguageOf(sources.view.analysis.file, text);
}
