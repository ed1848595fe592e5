import { useMemo } from "react";
import { type Faults, faultsIn } from "../model/faults.ts";
import type { ModelView } from "../model/model-view.ts";
import { useApp } from "./page.ts";

/** What is wrong with the items of the model in view: in the file, and with the numbers that are tried. */
export function useFaults(view: ModelView): Faults {
  // The problems of the file are not about a block that was run apart.
  const problems = useApp((state) => (state.apart ? undefined : state.shown?.problems));
  const tried = useApp((state) => state.trial?.problems);
  return useMemo(() => faultsIn(view, [...(problems ?? []), ...(tried ?? [])]), [view, problems, tried]);
}
