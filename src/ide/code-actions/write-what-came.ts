import { isArgumentAt, isConstantAt, literalKindAt } from "../../analyzer/index.ts";
import { known } from "../../ir/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import { inputShapes } from "../view/node-title.ts";
import type { Offer, ProblemToMend } from "./code-action.ts";
import { branchOf, constructionOf, refusedNodes, sizedLayer } from "./layers.ts";
import { numberText, sizesInScope } from "./sizes-in-scope.ts";

type Mismatch = ProblemToMend<"channel-mismatch" | "feature-mismatch">;

/**
 * Replaces the size that a layer was built for by the size of its input: by the expression that the layer above
 * was built with, by the product of what was flattened, by the number, or by a name in scope. A number only replaces
 * numbers: a variable may be right elsewhere.
 */
export function writeWhatCame(
  sources: AnalysisSources,
  problem: Mismatch,
  unit: "channels" | "features",
): readonly Offer[] {
  const { view } = sources;
  const { at, data } = problem;
  if (at.file !== view.analysis.file) return [];
  const isConstant = isConstantAt(view.parsed(), at);
  if (!isConstant && !isArgumentAt(view.parsed(), at)) return [];
  const written = view.text.slice(at.start, at.end);
  const number = numberText(data.got);
  const best = givenAbove(sources, problem) ?? (isConstant ? flattenedAbove(sources, problem) : null);
  const texts = [best, isConstant ? number : null, ...sizesInScope(view, at, data.got)];
  const distinct = [...new Set(texts)].filter((text): text is string => text !== null && text !== written);
  return distinct.map((text): Offer => {
    const size = text === number ? "" : ` (${number ?? "as many as came"})`;
    const title = `Write ${text}${size}, the ${unit} of the input, instead of ${written}`;
    return { title, edits: [{ at, text }], preferred: text === (best ?? number) };
  });
}

/** `width * 4`, if the layer above was built with that; null for a number, which may only be right there. */
function givenAbove(sources: AnalysisSources, problem: Mismatch): string | null {
  for (const refused of refusedNodes(sources.view, problem)) {
    const layer = sizedLayer(refused);
    const written = layer && constructionOf(sources, layer)?.argument(layer.attribute);
    if (written && !isConstantAt(sources.view.parsed(), written.at)) return written.text;
  }
  return null;
}

/** `32 * 8 * 8`, if such images were flattened for a layer that was built by a calculation, too. */
function flattenedAbove({ view }: AnalysisSources, problem: Mismatch): string | null {
  if (literalKindAt(view.parsed(), problem.at) !== "calculation") return null;
  for (const refused of refusedNodes(view, problem)) {
    const flatten = branchOf(refused).find(({ node }) => node.op === "flatten");
    const [image = []] = flatten === undefined ? [] : inputShapes(flatten.model.graph, flatten.node);
    const sizes = image.slice(1).map(known);
    if (sizes.length > 1 && productOf(sizes) === known(problem.data.got)) return sizes.join(" * ");
  }
  return null;
}

function productOf(sizes: readonly (number | undefined)[]): number {
  return sizes.reduce<number>((product, size) => product * (size ?? Number.NaN), 1);
}
