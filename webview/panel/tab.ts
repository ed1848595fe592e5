import type { ComponentType } from "react";
import type { AppState } from "../state/app-state.ts";

/** A tab of the side panel: one file, and one line in `tabs.ts`. */
export interface Tab {
  /** The value of `Display.tab`, which survives a reload. */
  readonly id: string;
  readonly title: string;
  /** Whether it has anything to show. If not, it is hidden. */
  isOffered(state: AppState): boolean;
  readonly Content: ComponentType;
}
