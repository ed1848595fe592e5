import type { CompletionSources, View } from "../../ide/index.ts";
import type { FeatureContext } from "./feature.ts";

/** Whoever types goes on after that many milliseconds. */
const patience = 1_000;

export function completionSources({ builder, environment }: FeatureContext, view: View): CompletionSources {
  return { view, workspace: builder.workspace, library: environment.library, patience };
}
