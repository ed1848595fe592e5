import {
  type ConstructorPlace,
  importsByName,
  isNameAt,
  type MethodPlace,
  methodAround,
  operandsOfCall,
} from "../../analyzer/index.ts";
import { type FileRange, freeName, type Range, samePlace } from "../../base/index.ts";
import { type Shape, sameShape } from "../../ir/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import { inputShapes } from "../view/node-title.ts";
import type { View } from "../view/view.ts";
import type { CodeAction, Offer, TextEdit } from "./code-action.ts";
import { insertionAt } from "./edits.ts";
import { type ModelNode, refusedNodes } from "./layers.ts";
import { type Projection, projectionSizes, projectionText, projectionTexts } from "./projection-texts.ts";

const before = `import { F, nn, randn, type Tensor } from "cnn-blocks";

class Block extends nn.Module {
  conv: nn.Conv2d;

  constructor(inChannels: number, outChannels: number, stride = 1) {
    super();
    this.conv = new nn.Conv2d(inChannels, outChannels, 3, { stride, padding: 1 });
  }

  forward(x: Tensor): Tensor {
    return F.relu(this.conv(x).add(x));
  }
}
new nn.Sequential(new Block(64, 64), new Block(64, 128, 2))(randn(1, 64, 32, 32));
`;

const after = before
  .replace("  conv: nn.Conv2d;\n", "  conv: nn.Conv2d;\n  projection: nn.Layer;\n")
  .replace(
    "padding: 1 });\n",
    `padding: 1 });
    this.projection =
      stride !== 1 || inChannels !== outChannels
        ? new nn.Conv2d(inChannels, outChannels, 1, { stride, bias: false })
        : new nn.Identity();
`,
  )
  .replace(".add(x)", ".add(this.projection(x))");

export const projectShortcut: CodeAction<"shape-mismatch"> = {
  id: "project-shortcut",
  summary:
    "Adds the 1×1 convolution that a residual connection needs where the branch changes the shape; for instances that do not " +
    "change it, the identity.",
  fixes: ["shape-mismatch"],
  example: { before, after },
  offers(sources, problem) {
    const { view } = sources;
    if (!importsByName(view.parsed(), "nn")) return [];
    return refusedNodes(view, problem).flatMap((refused) => {
      const { source } = refused.node;
      if (source?.file !== view.analysis.file) return [];
      const [left = [], right = []] = inputShapes(refused.model.graph, refused.node);
      // The receiver and the argument, or both arguments.
      const [first, second] = operandsOfCall(view.parsed(), source).slice(-2);
      const offers = (operand: Range | undefined, own: Shape, wanted: Shape) =>
        operand !== undefined && isNameAt(view.parsed(), operand)
          ? projected(sources, refused, { file: source.file, ...operand }, [own, wanted])
          : [];
      return [...offers(second, right, left), ...offers(first, left, right)];
    });
  },
};

/** Gives one operand the shape of the other, by a layer of the class that contains the sum. */
function projected(
  sources: AnalysisSources,
  refused: ModelNode,
  operand: FileRange,
  [own, wanted]: readonly [own: Shape, wanted: Shape],
): readonly Offer[] {
  const { view } = sources;
  const sizes = projectionSizes(own, wanted);
  if (sizes === null) return [];
  const argument = view.text.slice(operand.start, operand.end);
  const { channels, target, stride } = sizes;
  const title = `Project ${argument} by a 1×1 convolution, ${channels}→${target}${stride === "1" ? "" : `, stride ${stride}`}`;
  const place = methodAround(view.parsed(), "forward", operand);
  // A function would construct a new layer at each call.
  if (place === null) return [];
  const name = freeName("projection", (one) => place.names.has(one));
  const call = { at: operand, text: `this.${name}(${argument})` };
  const ways: readonly Way[] =
    place.made === null
      ? [
          {
            edits: [
              insertionAt(operand.file, place.line, `${place.indent}${name} = ${projectionText(sizes)};\n\n`),
            ],
          },
        ]
      : inConstructor(sources, refused, { place, made: place.made, name, sizes });
  return ways.map(({ edits, note = "" }) => ({
    title: `${title}${note}`,
    edits: [...edits, call],
    preferred: false,
  }));
}

interface Way {
  readonly edits: readonly TextEdit[];
  /** What is added to the title. */
  readonly note?: string;
}

interface ConstructorPlaces {
  readonly place: MethodPlace;
  readonly made: ConstructorPlace;
  readonly name: string;
  readonly sizes: Projection;
}

/** Instances whose branch keeps the shape get the identity, by a condition on the constructor's parameters. */
function inConstructor(
  sources: AnalysisSources,
  refused: ModelNode,
  { place, made, name, sizes }: ConstructorPlaces,
): readonly Way[] {
  const { file } = sources.view.analysis;
  const always = !isSometimesEqual(sources.view, refused);
  return projectionTexts(sources, refused, made.end, sizes).flatMap((texts, rank) => {
    const condition = conditionFor(texts);
    const value = (given: string, type: string) => [
      insertionAt(file, made.fieldAt, made.fieldText(`${name}: nn.${type};`, place.indent)),
      insertionAt(file, made.end, `\n${made.indent}this.${name} =${given};`),
    ];
    // A calculation such as `2 * channels` never equals `channels`.
    const mayBeEqual = condition !== "" && (!always || (rank === 0 && Object.values(texts).every(isPlain)));
    const either = `\n${made.indent}  ${condition}\n${made.indent}    ? ${projectionText(texts)}\n${made.indent}    : new nn.Identity()`;
    return [
      ...(always ? [{ edits: value(` ${projectionText(texts)}`, "Conv2d") }] : []),
      ...(mayBeEqual ? [{ edits: value(either, "Layer"), ...(always ? { note: whereNeeded } : {}) }] : []),
    ];
  });
}

const whereNeeded = ", only where the shape changes";

function isPlain(text: string): boolean {
  return /^[\w$.]+$/.test(text);
}

/** When a projection is needed; "" where that depends on no parameter. */
function conditionFor({ channels, target, stride }: Projection): string {
  const isNumber = (text: string) => /^\d+$/.test(text);
  return [
    ...(isNumber(stride) ? [] : [`${stride} !== 1`]),
    ...(channels === target || (isNumber(channels) && isNumber(target)) ? [] : [`${channels} !== ${target}`]),
  ].join(" || ");
}

/** Whether the same sum also gets operands of equal shapes. */
function isSometimesEqual({ analysis }: View, { node: { source, op } }: ModelNode): boolean {
  return analysis.models.some(({ graph }) =>
    graph.nodes.some((node) => {
      const [left = [], right = []] = inputShapes(graph, node);
      return node.op === op && samePlace(node.source, source) && sameShape(left, right);
    }),
  );
}
