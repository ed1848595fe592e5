import type { View } from "../view/view.ts";
import type { Offer, ProblemToMend } from "./code-action.ts";

/**
 * Replaces the number that a layer was built for by the number that came. Only a number that is written out is
 * replaced: a variable may be right elsewhere.
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
  if (!/^[\d_]+$/.test(written)) return null;
  return { title: title(got, written), edits: [{ at, text: String(got) }], preferred: true };
}
