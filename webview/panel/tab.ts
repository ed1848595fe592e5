import type { ComponentType } from "react";
import type { AppState } from "../state/app-state.ts";

/** A tab of the side panel: one file, and one line in `tabs.ts`. */
export interface Tab {
  /** `Display.tab` names it, also over a reload. */
  readonly id: string;
  readonly title: string;
  /** Whether it has anything to show. Until then it is not offered. */
  isOffered(state: AppState): boolean;
  readonly Content: ComponentType;
}
