import { typingPlaceAt } from "../../analyzer/index.ts";
import { libraryDoc } from "../arguments/declarations.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import { argumentCompletion } from "./arguments.ts";
import { classCompletion } from "./classes.ts";
import { commentCompletion } from "./comments.ts";
import type { AnyCompleter, CompletionContext, Completions, Documented } from "./completion.ts";
import { contextAt } from "./context.ts";
import { optionNames, optionValues } from "./options.ts";
import { ownLayers } from "./own-layers.ts";
import { codeDocumentation, wholeCode } from "./whole-code.ts";

export type { AnalysisSources } from "../arguments/sources.ts";
export type { Completion, Completions, Documented } from "./completion.ts";
export { signatureHelpAt } from "./signature-help.ts";
export type { SignatureHelp } from "./signature-words.ts";

/** Every kind of completion, one line each. */
const completers: readonly AnyCompleter[] = [
  argumentCompletion,
  classCompletion,
  commentCompletion,
  optionNames,
  optionValues,
  ownLayers,
  wholeCode,
];

/** What is shown beside an entry; "" where that is nothing. */
export function documentationOf(
  { of, name }: Documented,
  { snippets, library }: Pick<CompletionContext, "snippets" | "library">,
): string {
  return of === "layer" ? libraryDoc(library, name) : codeDocumentation(name, snippets);
}

/** What may be written at an offset; null where nothing of ours may. `snippets` has the code of blocks and nets. */
export function completionsAt(
  sources: AnalysisSources,
  offset: number,
  snippets: Readonly<Record<string, string>> = {},
): Completions | null {
  const place = typingPlaceAt(sources.view.text, offset);
  if (place === null) return null;
  const context = contextAt({ ...sources, snippets, offset }, place);
  const items = completers.flatMap((one) =>
    one.at === place.kind ? one.offer(place as never, context) : [],
  );
  return items.length === 0 ? null : { replaces: place.typed, items };
}
