import type { Uri } from "vscode";
import type { ModelSummary, ShownFile } from "../../protocol/index.ts";
import type { ModelDocuments } from "../model-documents.ts";
import type { ModelServer } from "../model-server.ts";
import { currentSettings } from "../settings.ts";

/** What the page shows: one model of one file, always in its present state. */
export interface ShownModel {
  uri(): Uri | undefined;
  /** `ModelSummary.id` of the model that was last shown. */
  model(): string | null;
  /** Shows a file. A model of null leaves the choice to the file. */
  open(uri: Uri, model: string | null): Promise<void>;
  /** Shows the present state. Calls that come while it is being fetched are served together. */
  refresh(): Promise<void>;
}

export interface ModelSources {
  readonly server: ModelServer;
  readonly documents: ModelDocuments;
}

export function createShownModel(sources: ModelSources, show: (file: ShownFile) => void): ShownModel {
  let uri: Uri | undefined;
  let picked: string | null = null;
  let shown: string | null = null;
  let fetching: Promise<void> | undefined;
  let stale = false;

  async function showAll(): Promise<void> {
    do {
      stale = false;
      if (uri === undefined) return;
      const file = await currentState(sources, uri, picked);
      // Something has changed since the request was sent.
      if (stale) continue;
      shown = file.model?.id ?? null;
      show(file);
    } while (stale);
  }
  function refresh(): Promise<void> {
    stale = true;
    fetching ??= showAll().finally(() => {
      fetching = undefined;
    });
    return fetching;
  }
  return {
    uri: () => uri,
    model: () => shown,
    refresh,
    open(nextUri, model) {
      if (model !== null || nextUri.toString() !== uri?.toString()) picked = model;
      uri = nextUri;
      return refresh();
    },
  };
}

async function currentState(
  { server, documents }: ModelSources,
  uri: Uri,
  picked: string | null,
): Promise<ShownFile> {
  const models = await server.request("cnnBlocks/models", { uri: uri.toString() });
  const chosen = choose(models, picked);
  const model = chosen ? await documents.model(uri, chosen.id) : null;
  return {
    uri: uri.toString(),
    fileName: uri.path.split("/").at(-1) ?? "",
    models,
    model: model && { id: model.id, version: model.version },
    problems: server.latest(uri)?.problems ?? [],
    units: currentSettings().units,
  };
}

/** The one that the author picked, else the first that is called, else the first that can run, else the first. */
function choose(models: readonly ModelSummary[], picked: string | null): ModelSummary | undefined {
  return (
    models.find(({ id }) => id === picked) ??
    models.find(({ inputFrom, symbolic }) => inputFrom !== "assumed" && !symbolic) ??
    models.find(({ symbolic }) => !symbolic) ??
    models[0]
  );
}
