import { printShapeShort } from "../../src/ir/index.ts";
import type { ModelDocument, ModelSummary } from "../../src/protocol/index.ts";
import { Button, Dropdown } from "../controls/index.ts";
import { ActionIcon } from "../graph/icons.tsx";
import { leaveApart } from "../state/app-state.ts";
import { useApp, usePage } from "../state/page.ts";
import { Totals } from "./totals.tsx";

/** The model in view, its totals and the actions on it. */
export function Header() {
  const shown = useApp((state) => state.shown);
  const view = useApp((state) => state.view);
  const apart = useApp((state) => state.apart);
  if (shown === null) return null;
  return (
    <header className="header">
      <div className="header-row">
        <div className="header-title" data-apart={apart || undefined}>
          {apart && view !== null ? (
            <ApartTitle name={view.model.name} />
          ) : (
            <FileModels models={shown.models} />
          )}
          <span className="file" title={shown.uri}>
            {shown.fileName}
          </span>
        </div>
        <Actions obstacle={view === null ? symbolicSizes : obstacleOf(view.model)} />
      </div>
      {view !== null && <Totals view={view} units={shown.units} />}
    </header>
  );
}

function FileModels({ models }: { readonly models: readonly ModelSummary[] }) {
  const { host } = usePage();
  const current = useApp((state) => state.shown?.model ?? null);
  if (current === null) return null;
  if (models.length < 2) return <h1 title={current.name}>{current.name}</h1>;
  return (
    <>
      <h1 className="visually-hidden">{current.name}</h1>
      <Dropdown
        label="Model"
        value={current.id}
        choices={models.map((model) => ({ value: model.id, text: modelText(model, models) }))}
        onChange={(id) => host.send("pickModel", { id })}
      />
    </>
  );
}

/** Names may repeat within a file; then the input is added. */
function modelText(model: ModelSummary, models: readonly ModelSummary[]): string {
  const unique = models.filter(({ name }) => name === model.name).length === 1;
  return unique ? model.name : `${model.name} on ${model.inputs.map(printShapeShort).join(", ")}`;
}

function ApartTitle({ name }: { readonly name: string }) {
  const { store } = usePage();
  const own = useApp((state) => state.shown?.model?.name ?? "the file");
  return (
    <>
      <h1 title={name}>{name}</h1>
      <Button onClick={() => store.update(leaveApart)}>{`Back to ${own}`}</Button>
    </>
  );
}

const symbolicSizes = "Some sizes are symbolic. Call the model on an input to run it.";

/** Why a model cannot run; null where it can. */
function obstacleOf({ symbolic, unknownWords }: ModelDocument): string | null {
  if (symbolic) return symbolicSizes;
  return unknownWords === null ? null : `Not all of the model is known: ${unknownWords}.`;
}

function Actions({ obstacle }: { readonly obstacle: string | null }) {
  const { host } = usePage();
  const running = useApp((state) => state.running);
  const ask = (command: "runModel" | "runBlock" | "compareBlocks") => () => host.send("command", { command });
  return (
    <div className="actions" role="toolbar" aria-label="Actions">
      {running === null ? (
        <Button
          look="primary"
          disabled={obstacle !== null}
          label={obstacle ?? "Run the model on the bundled kernel"}
          onClick={ask("runModel")}
        >
          <ActionIcon name="play" /> Run
        </Button>
      ) : (
        <Button label="Cancel the run" onClick={() => running.cancel()}>
          <ActionIcon name="stop" /> Cancel
        </Button>
      )}
      <Button label="Run one block alone" onClick={ask("runBlock")}>
        <ActionIcon name="block" /> <span className="word">Run Block…</span>
      </Button>
      <Button label="Compare blocks on one input" onClick={ask("compareBlocks")}>
        <ActionIcon name="compare" /> <span className="word">Compare…</span>
      </Button>
    </div>
  );
}
