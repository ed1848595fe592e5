import type { TypingPlace } from "../../analyzer/index.ts";
import { signatureOf } from "../arguments/signature.ts";
import type { CompletionSources } from "../arguments/sources.ts";
import { arrivalAt } from "./arrival.ts";
import type { CompletionContext } from "./completion.ts";

/** What kinds of completion may ask at a place. */
export function contextAt(sources: CompletionSources, place: TypingPlace, offset: number): CompletionContext {
  const construction = place.kind === "comment" ? null : place.construction;
  return {
    ...sources,
    offset,
    arrival: once(() => (construction === null ? null : arrivalAt(sources, construction))),
    signature: (className) => signatureOf(sources, className),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
