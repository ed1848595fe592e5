import { known, knownShape, type Shape } from "../../ir/index.ts";
import { knownNames } from "../arguments/known-names.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import { branchOf, constructionOf, type ModelNode, sizedLayer } from "./layers.ts";

/** A 1×1 convolution as it is written: numbers, or expressions that stand for them. */
export interface Projection {
  readonly channels: string;
  readonly target: string;
  readonly stride: string;
}

export function projectionText({ channels, target, stride }: Projection): string {
  const strided = stride === "1" ? "" : stride === "stride" ? "stride, " : `stride: ${stride}, `;
  return `new nn.Conv2d(${channels}, ${target}, 1, { ${strided}bias: false })`;
}

/** Null where a 1×1 convolution cannot turn one shape into the other with any stride. */
export function projectionSizes(own: Shape, wanted: Shape): Projection | null {
  const [from, to] = [knownShape(own), knownShape(wanted)];
  if (from === undefined || to === undefined || from.length !== 4 || to.length !== 4) return null;
  const [batch, channels, height = 0, width = 0] = from;
  const [wantedBatch, target, wantedHeight = 0, wantedWidth = 0] = to;
  const stride = Math.ceil(height / wantedHeight);
  const fits = (size: number, result: number) => Math.floor((size - 1) / stride) + 1 === result;
  return batch === wantedBatch && fits(height, wantedHeight) && fits(width, wantedWidth)
    ? { channels: String(channels), target: String(target), stride: String(stride) }
    : null;
}

/**
 * Ways in which a constructor may write these sizes, the likeliest first: as the layers of the branch have
 * them, by its parameters, or as numbers. Some do not hold for all instances.
 */
export function projectionTexts(
  sources: AnalysisSources,
  refused: ModelNode,
  offset: number,
  sizes: Projection,
): readonly Projection[] {
  const { analysis, text } = sources.view;
  const names = knownNames(analysis, text, offset).filter((name) => !name.text.startsWith("this."));
  const called = (size: string, alike: RegExp) =>
    names
      .filter(
        ({ text: name, values }) => alike.test(name) && values.some((one) => String(known(one)) === size),
      )
      .map(({ text: name }) => name);
  const built = asBuilt(sources, refused);
  const options = (first: readonly string[], then: readonly string[], number: string) =>
    [...new Set([...first, ...then, number])].slice(0, mostTexts);
  const channels = options(built.channels, called(sizes.channels, /in|c|planes|width|dim/i), sizes.channels);
  const targets = options(built.targets, called(sizes.target, /out|c|planes|width|dim/i), sizes.target);
  const strides = options(built.strides, called(sizes.stride, /stride|down|step/i), sizes.stride);
  return channels.flatMap((channel) =>
    targets.flatMap((target) => strides.map((stride) => ({ channels: channel, target, stride }))),
  );
}

const mostTexts = 2;

/** The arguments with which the layers of both branches are constructed. */
function asBuilt(
  sources: AnalysisSources,
  refused: ModelNode,
): Readonly<Record<"channels" | "targets" | "strides", readonly string[]>> {
  const branches = refused.node.inputs.map((_, input) => branchOf(refused, input));
  const layers = branches.flatMap((branch) => branch.flatMap((at) => constructionOf(sources, at) ?? []));
  const last = refused.node.inputs.flatMap((_, input) => {
    const layer = sizedLayer(refused, input);
    return (layer && constructionOf(sources, layer)?.argument(layer.attribute)?.text) ?? [];
  });
  return {
    channels: layers.flatMap((layer) => layer.argument("inChannels")?.text ?? []).reverse(),
    targets: last,
    strides: layers.flatMap((layer) => layer.option("stride")?.text ?? []),
  };
}
