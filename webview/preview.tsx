import "@xyflow/react/dist/base.css";
import "./styles/index.css";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { registerControls } from "./controls/index.ts";
import { tellCutText } from "./cut-text.ts";
import { createEngine, type StartedEngine } from "./engine/engine.ts";
import { Guard } from "./guard.tsx";
import { fetchBytes, readAssets, startWorker } from "./host/assets.ts";
import { followSystemTheme, readExported, silentApi } from "./host/exported.ts";
import { connectHost, type HostMessenger, type VsCodeApi, vsCodeApi } from "./host/host.ts";
import { createPictures } from "./run/model-inputs.ts";
import { takeFiles } from "./run/take-files.ts";
import { type AppState, initialState, show } from "./state/app-state.ts";
import { createCompanionFiles } from "./state/companions.ts";
import { createDocuments } from "./state/documents.ts";
import { type Page, PageContext } from "./state/page.ts";
import { pageHandlers } from "./state/page-handlers.ts";
import { createRunner } from "./state/runner.ts";
import { documentsIn, pageToSave, restored } from "./state/saved-state.ts";
import { createStore, type Store } from "./state/store.ts";
import { createTrials } from "./state/trials.ts";

async function startEngine(): Promise<StartedEngine> {
  const assets = readAssets();
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

/** Saves the page's state shortly after its last change: panning changes it sixty times a second. */
function keepState(store: Store<AppState>, api: VsCodeApi): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = (): void => {
    const page = pageToSave(store.get());
    if (page !== null) api.setState(page);
  };
  store.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(keep, 150);
  });
  window.addEventListener("pagehide", keep);
}

function start(page: Page): void {
  registerControls();
  createRoot(rootElement()).render(
    <PageContext.Provider value={page}>
      <Guard onFault={fail}>
        <App />
      </Guard>
    </PageContext.Provider>,
  );
  host.send("ready", null);
}

function rootElement(): HTMLElement {
  const root = document.getElementById("root");
  if (root === null) throw new Error("The page lacks its root.");
  return root;
}

function fail(message: string): void {
  host.send("failed", { message });
}

const exported = readExported();
const api = exported === null ? vsCodeApi() : silentApi(exported);
const store = createStore(restored(initialState, api.getState()));
const documents = createDocuments((versions) => host.request("documents", { versions }));
for (const document of documentsIn(store.get())) documents.hold(document);
const companions = createCompanionFiles(store, () => host);
const trials = createTrials(store, documents, () => host);
const engine = createEngine(startEngine, documents, companions.read);
const pictures = createPictures();
const runner = createRunner({ store, engine, pictures, companions });
const host: HostMessenger = connectHost(api, pageHandlers({ store, documents, runner, engine, companions }));
window.addEventListener("error", ({ message }) => fail(message));
window.addEventListener("unhandledrejection", ({ reason }) => fail(String(reason)));
keepState(store, api);
tellCutText();
const page: Page = { store, host, documents, engine, runner, pictures, companions, trials };
if (exported !== null) {
  followSystemTheme();
  store.update(show(exported.shown));
} else takeFiles(page);
start(page);
