import { createContext, useContext } from "react";
import type { CostUnit } from "../../src/ir/index.ts";
import type { Changes } from "../beside/partners.ts";
import type { Faults } from "../model/faults.ts";
import type { Times } from "../model/heat.ts";
import type { HeatMetric } from "../model/heat-metrics.ts";
import type { ItemId } from "../model/item.ts";
import type { FigureId } from "../model/item-figures.ts";
import type { ModelView } from "../model/model-view.ts";

/** What drawing an item depends on besides the item itself. */
export interface Scene {
  readonly view: ModelView;
  readonly units: CostUnit;
  readonly selected: ItemId | null;
  /** The one item that Tab reaches. Arrow keys continue from it. */
  readonly tabStop: ItemId | null;
  readonly marked: ReadonlySet<ItemId>;
  readonly found: ReadonlySet<ItemId>;
  /** What is wrong with visible items, or within folded ones. */
  readonly faults: Faults;
  /** The items whose shape stands beside their lines, and not in their boxes too. */
  readonly toldByLines: ReadonlySet<ItemId>;
  readonly figures: readonly FigureId[];
  readonly heat: HeatMetric;
  /** The value that gets the full tint; undefined where nothing is tinted. */
  readonly hottest: number | undefined;
  readonly times: Times | null;
  /** What has become of items since the other model, where two are side by side. */
  readonly changes: Changes;
  readonly toggle: (id: ItemId) => void;
}

export const SceneContext = createContext<Scene | null>(null);

export function useScene(): Scene {
  const scene = useContext(SceneContext);
  if (scene === null) throw new Error("No scene around this item.");
  return scene;
}
