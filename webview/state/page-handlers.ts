import type { Handlers } from "../../src/base/index.ts";
import type { ModelDocument, PageSide, RunRequest, ShownFile } from "../../src/protocol/index.ts";
import { exportedFile } from "../out/exported-file.ts";
import { pictureKey, show } from "./app-state.ts";
import { startBeside } from "./beside-in-view.ts";
import type { Page } from "./page.ts";
import { showItem } from "./show-item.ts";

type PageParts = Pick<Page, "store" | "documents" | "runner" | "engine" | "companions">;

/** What the page does for the host. */
export function pageHandlers(parts: PageParts): Handlers<PageSide> {
  const { store, documents, runner, companions } = parts;
  let newest: ShownFile | null = null;
  let showing: Promise<void> = Promise.resolve();
  let newestRun = 0;

  async function showFile(file: ShownFile): Promise<void> {
    newest = file;
    const [model = null] = file.model === null ? [] : await documents.find([file.model.version]);
    // A newer state may have come meanwhile. If the host no longer has the model, a newer state is on its way.
    if (newest !== file || (file.model !== null && model === null)) return;
    store.update(show({ ...file, model }));
    const state = store.get();
    if (state.companions[pictureKey(state)] === undefined) await companions.refresh();
  }
  return {
    requests: {
      async run(request, call) {
        newestRun += 1;
        const own = newestRun;
        // What runs is drawn apart unless it is the model in view, so that has to be known first.
        await showing;
        const models = await modelsOf(parts, request);
        // A run that was requested later has begun, or will: fetching its models may have been faster.
        if (own !== newestRun) return { kind: "cancelled" };
        if (models === null) return { kind: "refused", message: "The model has changed since." };
        return runner.run(request, models, call);
      },
      async compareWithCommit() {
        await showing;
        store.update(startBeside(null));
        return null;
      },
      async showItem(item) {
        await showing;
        store.update(showItem(item));
        return null;
      },
      exportFile: (request) => exportedFile(parts, request),
    },
    events: {
      hold: (document) => documents.hold(document),
      show(file) {
        showing = showFile(file);
      },
      selectSource: ({ at }) => store.update((state) => ({ ...state, cursor: at })),
    },
  };
}

/** The models that a run names; null where the host no longer has one of them. */
async function modelsOf(
  { documents }: PageParts,
  { models: refs }: RunRequest,
): Promise<readonly ModelDocument[] | null> {
  const found = await documents.find(refs.map(({ version }) => version));
  const models = found.filter((model) => model !== null);
  return models.length < refs.length ? null : models;
}
