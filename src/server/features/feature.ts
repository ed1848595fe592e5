import type { Connection } from "vscode-languageserver";
import type { Settings } from "../../settings/index.ts";
import type { Boundary } from "../boundary.ts";
import type { InstanceChoices } from "../chosen-instances.ts";
import type { ClientAbilities } from "../client-abilities.ts";
import type { Environment } from "../environment.ts";
import type { OpenViews } from "../open-views.ts";
import type { OpenText, ViewBuilder } from "../view-builder.ts";

/** What every handler works with. */
export interface FeatureContext {
  readonly connection: Connection;
  readonly boundary: Boundary;
  readonly views: OpenViews;
  readonly builder: ViewBuilder;
  readonly environment: Environment;
  readonly settings: () => Settings;
  readonly abilities: () => ClientAbilities;
  readonly chosen: InstanceChoices;
  /** Asks the client to request hints, lenses and problems again. */
  readonly refresh: () => void;
  readonly documents: () => readonly OpenText[];
}

/** Registers the handlers of one feature: one file, and one line in `index.ts`. */
export type Feature = (context: FeatureContext) => void;
