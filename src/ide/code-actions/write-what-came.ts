import { isNumberAt } from "../../analyzer/index.ts";
import type { View } from "../view/view.ts";
import type { Offer, ProblemToMend } from "./code-action.ts";

/**
 * Replaces the number that a layer was built for by the number that its input has. Only a literal is replaced: a
 * variable may be right elsewhere.
 */
export function writeWhatCame(
  view: View,
  problem: ProblemToMend<"channel-mismatch" | "feature-mismatch">,
  title: (got: number, written: string) => string,
): Offer | null {
  const { at, data } = problem;
  const { got } = data;
  if (typeof got !== "number" || at.file !== view.analysis.file) return null;
  const written = view.text.slice(at.start, at.end);
  if (!isNumberAt(view.parsed(), at)) return null;
  return { title: title(got, written), edits: [{ at, text: String(got) }], preferred: true };
}
