import type { AnalysisSources, View } from "../../ide/index.ts";
import type { FeatureContext } from "./feature.ts";

/** The longest that one analysis may take, in milliseconds. After that the author has typed on. */
const patience = 1_000;

export function analysisSources({ builder, environment }: FeatureContext, view: View): AnalysisSources {
  return { view, workspace: builder.workspace, library: environment.library, patience };
}
