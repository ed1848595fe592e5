import { useEffect } from "react";
import type { WordedProblem } from "../../src/protocol/index.ts";
import { Button } from "../controls/index.ts";
import { isExported } from "../host/exported.ts";
import type { ModelView } from "../model/model-view.ts";
import type { Tab } from "../panel/tab.ts";
import type { AppState } from "../state/app-state.ts";
import { useApp, usePage } from "../state/page.ts";
import type { TrialInView } from "../state/trial-in-view.ts";
import { DifferencesTable } from "./differences-table.tsx";
import { KnobRow } from "./knob-row.tsx";

export const whatIfTab: Tab = {
  id: "what-if",
  title: "What if",
  isOffered: ({ view, apart }) => view !== null && !apart && !isExported(),
  Content: WhatIfPanel,
};

/** Numbers of the model that can be changed to see what becomes of it, and written into the file. */
function WhatIfPanel() {
  const { trials } = usePage();
  const base = useApp((state) => state.shown?.model ?? null);
  const module = useApp(moduleOfSelection);
  const version = base?.version;
  useEffect(() => {
    if (version !== undefined) void trials.load(module);
  }, [trials, version, module]);
  const view = useApp((state) => state.view);
  const trial = useApp((state) => state.trial);
  const units = useApp((state) => state.shown?.units ?? "MACs");
  if (base === null || view === null) return null;
  return (
    <>
      <KnobGroups module={module} />
      <Buttons trial={trial} />
      {trial !== null && <Faults trial={trial} />}
      <DifferencesTable names={["File", "Tried"]} before={base} after={view.model} units={units} />
    </>
  );
}

function KnobGroups({ module }: { readonly module: string }) {
  const knobs = useApp((state) =>
    state.knobs?.version === state.shown?.model?.version ? state.knobs : null,
  );
  const trial = useApp((state) => state.trial);
  if (knobs === null) return <p className="hint">Looking for numbers …</p>;
  const groups = [...new Set(knobs.knobs.map(({ group }) => group))];
  return (
    <>
      {groups.map((group) => (
        <fieldset key={group} className="knobs">
          <legend>{group}</legend>
          {knobs.knobs
            .filter((knob) => knob.group === group)
            .map((knob) => (
              <KnobRow key={knob.id} knob={knob} value={trial?.values[knob.id] ?? knob.value} />
            ))}
        </fieldset>
      ))}
      {knobs.notes.map((note) => (
        <p key={note} className="hint">
          {note}
        </p>
      ))}
      {module === "" && <p className="hint">Select a layer or block to change its own numbers, too.</p>}
    </>
  );
}

function Buttons({ trial }: { readonly trial: TrialInView | null }) {
  const { trials } = usePage();
  const isIdle = trial === null;
  return (
    <div className="choices">
      <Button
        look="primary"
        disabled={isIdle}
        label={isIdle ? "Change a number first" : "Write the numbers into the file. It can be undone there."}
        onClick={() => void trials.apply()}
      >
        Apply
      </Button>
      <Button disabled={isIdle} label="Back to the numbers of the file" onClick={() => trials.reset()}>
        Reset
      </Button>
    </div>
  );
}

/** What is wrong with the tried numbers, in the words of the problems. */
function Faults({ trial: { problems, reason } }: { readonly trial: TrialInView }) {
  return (
    <div role="status">
      {problems.map((problem) => (
        <Fault key={`${problem.code} ${problem.start}`} problem={problem} />
      ))}
      {reason !== null && problems.length === 0 && <p className="trial-fault">{reason}</p>}
    </div>
  );
}

function Fault({ problem }: { readonly problem: WordedProblem }) {
  const { host } = usePage();
  return (
    <p className="trial-fault" data-severity={problem.severity}>
      <button type="button" className="link" onClick={() => host.send("revealProblem", { problem })}>
        {problem.line}:{problem.column}
      </button>{" "}
      {problem.message}
    </p>
  );
}

/** The module that the selected item is, or belongs to; "" for none but the model itself. */
function moduleOfSelection({ view, selected }: AppState): string {
  return view === null || selected === null ? "" : moduleAt(view, selected);
}

function moduleAt({ tree, modules }: ModelView, selected: string): string {
  const path = tree.items.get(selected)?.path ?? "";
  return modules.has(path) ? path : "";
}
