import type { Uri } from "vscode";
import type { HostMessage, ModelDocument, ModelSummary } from "../../protocol/index.ts";
import type { ModelServer } from "../model-server.ts";
import { currentSettings } from "../settings.ts";

/** What the page shows: one model of one file, always as the file stands now. */
export interface View {
  uri(): Uri | undefined;
  /** `ModelSummary.id` of the model that was last shown. */
  model(): string | null;
  /** Turns to a file. A model of null leaves the choice to the file. */
  turnTo(uri: Uri, model: string | null): Promise<void>;
  /** Tells the page the present state. Calls that come while it is being fetched are served together. */
  refresh(): Promise<void>;
}

export function createView(server: ModelServer, post: (message: HostMessage) => void): View {
  let uri: Uri | undefined;
  let picked: string | null = null;
  let shown: string | null = null;
  let fetching: Promise<void> | undefined;
  let stale = false;

  async function showAll(): Promise<void> {
    do {
      stale = false;
      if (uri === undefined) return;
      const message = await currentState(server, uri, picked);
      // What was asked for meanwhile is newer than the answer.
      if (stale) continue;
      shown = message.model?.id ?? null;
      post(message);
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
    turnTo(nextUri, model) {
      if (model !== null || nextUri.toString() !== uri?.toString()) picked = model;
      uri = nextUri;
      return refresh();
    },
  };
}

type Show = Extract<HostMessage, { kind: "show" }>;

async function currentState(server: ModelServer, uri: Uri, picked: string | null): Promise<Show> {
  const address = uri.toString();
  const models = await server.request("cnnBlocks/models", { uri: address });
  return {
    kind: "show",
    uri: address,
    fileName: uri.path.split("/").at(-1) ?? "",
    models,
    model: await fetchModel(server, address, choose(models, picked)),
    problems: server.latest(uri)?.problems ?? [],
    units: currentSettings().units,
  };
}

async function fetchModel(
  server: ModelServer,
  uri: string,
  summary: ModelSummary | undefined,
): Promise<ModelDocument | null> {
  return summary === undefined ? null : server.request("cnnBlocks/model", { uri, id: summary.id });
}

/** The one that the author picked, else one that can run, else the first. */
function choose(models: readonly ModelSummary[], picked: string | null): ModelSummary | undefined {
  return models.find(({ id }) => id === picked) ?? models.find(({ symbolic }) => !symbolic) ?? models[0];
}
