import type { TypingPlace } from "../../analyzer/index.ts";
import { declarationsOf } from "../arguments/declarations.ts";
import { signatureOf } from "../arguments/signature.ts";
import type { CompletionSources } from "../arguments/sources.ts";
import { arrivalAt } from "./arrival.ts";
import type { CompletionContext } from "./completion.ts";

/** What kinds of completion may ask at a place. */
export function contextAt(sources: CompletionSources, place: TypingPlace, offset: number): CompletionContext {
  const declarations = declarationsOf(sources);
  const construction = place.kind === "comment" ? null : place.construction;
  return {
    ...sources,
    offset,
    arrival: () => (construction === null ? null : arrivalAt(sources, construction)),
    signature: ({ namespace, className }) => signatureOf(declarations, `${namespace}${className}`),
  };
}
