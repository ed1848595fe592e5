import {
  CodeLensRefreshRequest,
  type Connection,
  DiagnosticRefreshRequest,
  InlayHintRefreshRequest,
  type ProtocolRequestType0,
} from "vscode-languageserver";
import { modelSummary, problemsHere, type View, wordedProblem } from "../ide/index.ts";
import type { ServerNotifications } from "../protocol/index.ts";
import type { ClientAbilities } from "./client-abilities.ts";
import { toDiagnostic } from "./convert.ts";
import type { Environment } from "./environment.ts";
import { uriOf } from "./files.ts";
import type { OpenText } from "./view-builder.ts";

interface PublishContext {
  readonly connection: Connection;
  readonly abilities: ClientAbilities;
  readonly environment: Environment;
}

/** Sends the client a file's models and problems. A file that does not import the block API has none. */
export function publishAnalysis(
  context: PublishContext,
  { uri, version }: OpenText,
  view: View | null,
): void {
  const { connection, abilities, environment } = context;
  const analyzed: ServerNotifications["cnnBlocks/analyzed"] = {
    uri,
    version,
    models: view?.analysis.models.map((model) => modelSummary(view, model)) ?? [],
    problems: view?.problems().map((problem) => wordedProblem(view, problem, uriOf)) ?? [],
  };
  connection.sendNotification("cnnBlocks/analyzed", analyzed).catch(() => undefined);
  if (abilities.pullDiagnostics) return;
  const problems = view === null ? [] : problemsHere(view);
  const diagnostics = problems.flatMap((problem) =>
    view === null ? [] : [toDiagnostic(view, problem, environment.documentation)],
  );
  connection.sendDiagnostics({ uri, version, diagnostics }).catch(() => undefined);
}

/** Asks the client to request everything again: the change was in another file, so it cannot know by itself. */
export function refreshAll(connection: Connection, abilities: ClientAbilities): void {
  if (abilities.refreshesDiagnostics) ask(connection, DiagnosticRefreshRequest.type);
  if (abilities.refreshesInlayHints) ask(connection, InlayHintRefreshRequest.type);
  if (abilities.refreshesCodeLenses) ask(connection, CodeLensRefreshRequest.type);
}

/** A client that refuses or is gone gets the new state with its next request. */
function ask(connection: Connection, request: ProtocolRequestType0<void, void, void, void>): void {
  connection.sendRequest(request).catch(() => undefined);
}
