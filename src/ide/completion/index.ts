import { typingPlaceAt } from "../../analyzer/index.ts";
import { argumentCompletion } from "./arguments.ts";
import { arrivalAt } from "./arrival.ts";
import { classCompletion } from "./classes.ts";
import { commentCompletion } from "./comments.ts";
import type { AnyCompleter, CompletionContext, Completions } from "./completion.ts";
import { optionNames, optionValues } from "./options.ts";
import { signatureOf } from "./signature.ts";
import type { CompletionSources } from "./sources.ts";

export type { Completion, Completions } from "./completion.ts";
export type { CompletionSources } from "./sources.ts";

/** Every kind of completion, one line each. */
const completers: readonly AnyCompleter[] = [
  argumentCompletion,
  classCompletion,
  commentCompletion,
  optionNames,
  optionValues,
];

/** What may be written at an offset; null where nothing of ours may. */
export function completionsAt(sources: CompletionSources, offset: number): Completions | null {
  const place = typingPlaceAt(sources.view.text, offset);
  if (place === null) return null;
  const construction = place.kind === "comment" ? null : place.construction;
  const context: CompletionContext = {
    ...sources,
    offset,
    arrival: once(() => (construction === null ? null : arrivalAt(sources, construction))),
    signature: (className) => signatureOf(sources, className),
  };
  const items = completers.flatMap((one) =>
    one.at === place.kind ? one.offer(place as never, context) : [],
  );
  return items.length === 0 ? null : { replaces: place.typed, items };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
