import { StageGraph } from "./beside/stage-graph.tsx";
import { Button } from "./controls/index.ts";
import { Header } from "./header/header.tsx";
import { StatusLine } from "./header/status-line.tsx";
import { Toolbar } from "./header/toolbar.tsx";
import { SidePanel } from "./panel/side-panel.tsx";
import { useApp, usePage } from "./state/page.ts";
import { LayerTable } from "./table/layer-table.tsx";

export function App() {
  const view = useApp((state) => state.view);
  const mode = useApp((state) => state.display.mode);
  return (
    <main className="app">
      <Header />
      <StatusLine />
      {view === null ? (
        <Nothing />
      ) : (
        <>
          <Toolbar />
          <div className="stage">
            {mode === "graph" ? <StageGraph view={view} /> : <LayerTable view={view} />}
            <SidePanel />
          </div>
        </>
      )}
    </main>
  );
}

/** No model in the file, or none yet. */
function Nothing() {
  const { host } = usePage();
  const shown = useApp((state) => state.shown);
  if (shown === null) {
    return (
      <div className="nothing">
        <h1>Waiting for a model file …</h1>
      </div>
    );
  }
  const reason = shown.problems.find(({ code }) => code === "no-model")?.message;
  return (
    <div className="nothing">
      <h1>No model to draw yet</h1>
      {reason !== undefined && <p className="reason">{reason}</p>}
      <p>
        A model appears here as soon as <code>{shown.fileName}</code> calls one on a tensor:
      </p>
      <pre>{example}</pre>
      <p>
        A comment such as <code>{inputComment}</code> above a class works too.
      </p>
      <Button onClick={() => host.send("command", { command: "runBlock" })}>
        Run a block of the library…
      </Button>
    </div>
  );
}

const inputComment = "/** @input 1x3x224x224 */";

const example = `import { nn, randn } from "cnn-blocks";

const block = new nn.ResidualBlock(64, 128, 2);
const y = block(randn(32, 64, 32, 32));`;
