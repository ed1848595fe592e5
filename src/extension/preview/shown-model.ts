import type { Uri } from "vscode";
import type { ShownFile } from "../../protocol/index.ts";
import { chosenModel } from "../chosen-model.ts";
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
  let shown: ShownFile | undefined;
  let fetching: Promise<void> | undefined;
  let stale = false;

  async function showAll(): Promise<void> {
    do {
      stale = false;
      if (uri === undefined) return;
      const file = await currentState(sources, uri, picked);
      // Something has changed since the request was sent.
      if (stale) continue;
      shown = keepingPicture(sources, file, shown, picked);
      show(shown);
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
    model: () => shown?.model?.id ?? null,
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
  const chosen = chosenModel(models, picked);
  const model = chosen ? await documents.model(uri, chosen.id) : null;
  return {
    uri: uri.toString(),
    fileName: uri.path.split("/").at(-1) ?? "",
    models,
    model: model && { id: model.id, version: model.version },
    halfTyped: false,
    problems: server.latest(uri)?.problems ?? [],
    units: currentSettings().units,
  };
}

/**
 * While a text is half typed, less may be known of its model than a moment ago. The picture then stays as it was: else it
 * would come and go with every bracket.
 */
function keepingPicture(
  { documents }: ModelSources,
  now: ShownFile,
  before: ShownFile | undefined,
  picked: string | null,
): ShownFile {
  const last = before?.model;
  if (before === undefined || !last || before.uri !== now.uri || !hasSyntaxError(now)) return now;
  if (picked !== null && picked !== last.id) return now;
  const isKnown = (version: string): boolean => documents.find(version)?.unknownWords === null;
  if (!isKnown(last.version)) return now;
  const isThere = now.model?.id === last.id;
  if (isThere && now.model && isKnown(now.model.version)) return now;
  return { ...now, models: isThere ? now.models : before.models, model: last, halfTyped: true };
}

function hasSyntaxError({ problems }: ShownFile): boolean {
  return problems.some(({ code }) => code === "syntax-error");
}
