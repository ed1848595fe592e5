import { useMemo } from "react";
import { type Faults, faultsIn, noFaults } from "../model/faults.ts";
import type { ModelView } from "../model/model-view.ts";
import { useApp } from "./page.ts";

/** What is wrong with the items of the model in view, with the numbers that the file has or that are tried. */
export function useFaults(view: ModelView): Faults {
  // The problems of the file are not about a block that was run apart.
  const apart = useApp((state) => state.apart);
  return useMemo(() => (apart ? noFaults : faultsIn(view)), [view, apart]);
}
