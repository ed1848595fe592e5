import "@xyflow/react/dist/base.css";
import "./styles/index.css";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { registerControls } from "./controls/index.ts";
import { createEngine, type StartedEngine } from "./engine/engine.ts";
import { Guard } from "./guard.tsx";
import { fetchBytes, readAssets, startWorker } from "./host/assets.ts";
import { type Bridge, connect } from "./host/bridge.ts";
import { layOutIn } from "./layout/lay-out.ts";
import { remembered } from "./layout/remembered.ts";
import { type AppState, initialState } from "./state/app-state.ts";
import { receive } from "./state/host-messages.ts";
import { pageToKeep, restored } from "./state/kept-state.ts";
import { type Page, PageContext } from "./state/page.ts";
import { createStore, type Store } from "./state/store.ts";

const assets = readAssets();

async function startEngine(): Promise<StartedEngine> {
  const names = Object.entries(assets.kernels);
  const [worker, ...bytes] = await Promise.all([
    startWorker(assets.engineWorker),
    ...names.map(([, address]) => fetchBytes(address)),
  ]);
  const kernels = names.flatMap(([name], index) => {
    const build = bytes[index];
    return build === undefined ? [] : [[name, build] as const];
  });
  return { worker, kernels: Object.fromEntries(kernels) };
}

/** Keeps the page's state a moment after it last changed: panning changes it sixty times a second. */
function keepState(store: Store<AppState>, bridge: Bridge): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = (): void => {
    const page = pageToKeep(store.get());
    if (page !== null) bridge.keep(page);
  };
  store.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(keep, 150);
  });
  window.addEventListener("pagehide", keep);
}

async function start(bridge: Bridge): Promise<void> {
  registerControls();
  const store = createStore(restored(initialState, bridge.kept()));
  const layOut = remembered(layOutIn(await startWorker(assets.layoutWorker)));
  const page: Page = { store, bridge, layOut, engine: createEngine(startEngine) };
  keepState(store, bridge);
  createRoot(rootElement()).render(
    <PageContext.Provider value={page}>
      <Guard onFault={(message) => bridge.post({ kind: "failed", message })}>
        <App />
      </Guard>
    </PageContext.Provider>,
  );
  bridge.onMessage((message) => receive(page, message));
  bridge.post({ kind: "ready" });
}

function rootElement(): HTMLElement {
  const root = document.getElementById("root");
  if (root === null) throw new Error("The page lacks its root.");
  return root;
}

const bridge = connect();
const fail = (message: string): void => bridge.post({ kind: "failed", message });
window.addEventListener("error", ({ message }) => fail(message));
window.addEventListener("unhandledrejection", ({ reason }) => fail(String(reason)));
start(bridge).catch((error: unknown) => fail(String(error)));
