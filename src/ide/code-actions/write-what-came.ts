import { isNumberAt } from "../../analyzer/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import type { Offer, ProblemToMend } from "./code-action.ts";
import { constructionOf, refusedNodes, sizedLayer } from "./layers.ts";
import { isArgument, numberText, sizesInScope } from "./sizes-in-scope.ts";

type Mismatch = ProblemToMend<"channel-mismatch" | "feature-mismatch">;

/**
 * Replaces the size that a layer was built for by the size of its input: by the expression that the layer above
 * was built with, by the number, or by a name in scope. A number only replaces a number: a variable may be
 * right elsewhere.
 */
export function writeWhatCame(
  sources: AnalysisSources,
  problem: Mismatch,
  unit: "channels" | "features",
): readonly Offer[] {
  const { view } = sources;
  const { at, data } = problem;
  if (at.file !== view.analysis.file) return [];
  const isNumber = isNumberAt(view.parsed(), at);
  if (!isNumber && !isArgument(view, at)) return [];
  const written = view.text.slice(at.start, at.end);
  const number = isNumber ? numberText(data.got) : null;
  const given = givenAbove(sources, problem);
  const offer = (text: string, preferred: boolean): Offer => {
    const size = text === numberText(data.got) ? "" : ` (${numberText(data.got) ?? "as many as came"})`;
    const title = `Write ${text}${size}, the ${unit} of the input, instead of ${written}`;
    return { title, edits: [{ at, text }], preferred };
  };
  return [
    ...(given === null ? [] : [offer(given, true)]),
    ...(number === null ? [] : [offer(number, given === null)]),
    ...sizesInScope(view, at, data.got).map((name) => offer(name, false)),
  ].filter(({ edits: [edit] }) => edit?.text !== written);
}

/** `width * 4`, if the layer above was built with that; null for a number, which may only be right there. */
function givenAbove(sources: AnalysisSources, problem: Mismatch): string | null {
  for (const refused of refusedNodes(sources.view, problem)) {
    const layer = sizedLayer(refused);
    const written = layer && constructionOf(sources, layer)?.argument(layer.attribute);
    if (written && !isNumberAt(sources.view.parsed(), written.at)) return written.text;
  }
  return null;
}
