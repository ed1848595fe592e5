import type { TypingPlace } from "../../analyzer/index.ts";
import { arrivalAt } from "../arguments/arrival.ts";
import { declarationsOf } from "../arguments/declarations.ts";
import { signatureOf } from "../arguments/signature.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import type { CompletionContext } from "./completion.ts";

/** What kinds of completion may ask at a place. */
export function contextAt(
  sources: AnalysisSources & Pick<CompletionContext, "snippets" | "offset">,
  place: TypingPlace,
): CompletionContext {
  const declarations = declarationsOf(sources);
  const construction = "construction" in place ? place.construction : null;
  return {
    ...sources,
    arrival: () => (construction === null ? null : arrivalAt(sources, construction)),
    signature: ({ namespace, className }) => signatureOf(declarations, `${namespace}${className}`),
  };
}
