import { useEffect, useState } from "react";
import type { NodeId } from "../../src/ir/index.ts";
import type { Place } from "../../src/runtime/index.ts";
import type { SteppedElement } from "../engine/step-messages.ts";
import { finishedOfView } from "../state/app-state.ts";
import { useApp, usePage } from "../state/page.ts";

/** The newest answer; `element` is null where the engine no longer holds the run. */
export interface StepAnswer {
  readonly element: SteppedElement | null;
}

/** Asks the engine for an element. The answer before it stays until the next one arrives. */
export function useStep(node: NodeId, place: Place | null, part: number): StepAnswer | null {
  const { engine } = usePage();
  const finished = useApp(finishedOfView);
  const [answer, setAnswer] = useState<StepAnswer | null>(null);
  useEffect(() => {
    let wanted = true;
    if (finished === null) setAnswer(null);
    else {
      const { version } = finished.model;
      void engine.step({ version, node, place, part }).then((element) => {
        if (wanted) setAnswer({ element });
      });
    }
    return () => {
      wanted = false;
    };
  }, [engine, finished, node, place, part]);
  return answer;
}
