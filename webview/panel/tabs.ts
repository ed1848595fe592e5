import { differencesTab } from "../beside/differences-panel.tsx";
import { stepTab } from "../step/step-panel.tsx";
import { whatIfTab } from "../what-if/what-if-panel.tsx";
import { comparisonTab } from "./comparison-panel.tsx";
import { costTab } from "./cost-panel.tsx";
import { layerTab } from "./layer-panel.tsx";
import { runTab } from "./run-panel.tsx";
import { speedTab } from "./speed-panel.tsx";
import type { Tab } from "./tab.ts";

/** The tabs of the side panel, in their order. The first is shown where the chosen one is not offered. */
export const tabs: readonly [Tab, ...Tab[]] = [
  layerTab,
  costTab,
  whatIfTab,
  differencesTab,
  runTab,
  stepTab,
  speedTab,
  comparisonTab,
];
