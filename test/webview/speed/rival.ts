import type { Page } from "playwright-core";

/** Another program that draws models, served with the models that it is to show. */
export interface Rival {
  /** With its version. */
  readonly name: string;
  /** Opens a model and says how many milliseconds after the navigation its graph is painted. */
  open(page: Page, model: string): Promise<number>;
  /** Unfolds all of the open model and says after how many milliseconds that is painted. Missing where it has no folds. */
  unfold?(page: Page): Promise<number>;
  stop(): void;
}
