import type { Connection } from "vscode-languageserver";
import type { ServerSettings } from "../../protocol/index.ts";
import type { Analyses } from "../analyses.ts";
import type { Analyst, OpenText } from "../analyst.ts";
import type { Boundary } from "../boundary.ts";
import type { Environment } from "../environment.ts";

/** What every handler works with. */
export interface FeatureContext {
  readonly connection: Connection;
  readonly boundary: Boundary;
  readonly analyses: Analyses;
  readonly analyst: Analyst;
  readonly environment: Environment;
  readonly settings: () => ServerSettings;
  readonly documents: () => readonly OpenText[];
}

/** Registers the handlers of one feature. One file a feature, one line in `index.ts`. */
export type Feature = (context: FeatureContext) => void;
