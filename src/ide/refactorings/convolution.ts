import { constructionAround, constructionParts } from "../../analyzer/index.ts";
import type { Range } from "../../base/index.ts";
import { type Attrs, type AttrValue, type Dim, known } from "../../ir/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import type { TextEdit } from "../code-actions/code-action.ts";
import { type Construction, constructionAt } from "../code-actions/layers.ts";
import { modulesAt } from "../view/modules-at.ts";

/** A convolution at the cursor, as it is written and as it is built. */
export interface WrittenConvolution {
  readonly written: Construction;
  /** `nn.` for `nn.Conv2d`, and "" for a class that is imported by name. */
  readonly namespace: string;
  /** 2 for `nn.Conv2d`. */
  readonly axes: number;
  /** The argument's text. */
  readonly inChannels: string;
  /** The argument's text. */
  readonly outChannels: string;
  /** The sizes of each instance that is constructed there. */
  readonly instances: readonly ConvolutionSizes[];
}

export interface ConvolutionSizes {
  readonly inChannels: Dim;
  readonly outChannels: Dim;
  readonly groups: Dim;
  /** Along each axis. */
  readonly kernelSize: readonly Dim[];
}

/**
 * The library's convolution at a selection; null where there is none, or where an attribute of an instance is
 * unknown.
 */
export function convolutionAt(sources: AnalysisSources, selection: Range): WrittenConvolution | null {
  const { view } = sources;
  const range = constructionAround(view.parsed(), selection);
  const parts = range && constructionParts(view.parsed(), range);
  const axes = parts ? ["Conv1d", "Conv2d", "Conv3d"].indexOf(parts.className) + 1 : 0;
  if (!range || !parts || axes === 0) return null;
  const written = constructionAt(sources, { file: view.analysis.file, ...range });
  const texts = ["inChannels", "outChannels"].map((parameter) => written?.argument(parameter)?.text);
  const [inChannels, outChannels] = texts;
  const instances = modulesAt(view.analysis, range).map(({ layers: [layer] }) => sizesOf(layer?.attrs ?? {}));
  if (!written || inChannels === undefined || outChannels === undefined) return null;
  const sure = instances.filter((one) => one !== null);
  if (sure.length === 0 || sure.length < instances.length) return null;
  return {
    written,
    namespace: parts.namespace,
    axes,
    inChannels,
    outChannels,
    instances: sure,
  };
}

function sizesOf({ inChannels, outChannels, groups, kernelSize }: Attrs): ConvolutionSizes | null {
  if (!isSize(inChannels) || !isSize(outChannels) || !isSize(groups) || !Array.isArray(kernelSize))
    return null;
  return kernelSize.every(isSize) ? { inChannels, outChannels, groups, kernelSize } : null;
}

function isSize(value: AttrValue | undefined): value is Dim {
  return typeof value === "number" || (typeof value === "object" && value !== null && !Array.isArray(value));
}

/** Whether no instance has groups or is a 1×1 convolution. */
export function isFull({ instances }: WrittenConvolution): boolean {
  return instances.every(
    ({ groups, kernelSize }) => known(groups) === 1 && kernelSize.some((size) => known(size) !== 1),
  );
}

/** `, { bias: false }` with the text of the convolution's own option; "" where it has none. */
export function biasOf({ written }: WrittenConvolution): string {
  const bias = written.option("bias");
  return bias === null ? "" : `, { bias: ${bias.text} }`;
}

/** Edits that give the convolution these options; null where its options are not an object literal. */
export function withOptions(
  { written }: WrittenConvolution,
  options: Readonly<Record<string, string>>,
): readonly TextEdit[] | null {
  const had = Object.entries(options).filter(([name]) => written.option(name) !== null);
  const [first, ...others] = Object.entries(options).filter(([name]) => written.option(name) === null);
  const edits = had.map(([name, value]) => written.withOption(name, value));
  // All new options go in by one edit: two insertions at one place would lack the comma between them.
  const rest = others.map(([name, value]) => `, ${name}: ${value}`).join("");
  if (first !== undefined) edits.push(written.withOption(first[0], `${first[1]}${rest}`));
  const sure = edits.filter((edit) => edit !== null);
  return sure.length === edits.length ? sure : null;
}
