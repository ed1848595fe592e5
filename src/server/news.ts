import {
  CodeLensRefreshRequest,
  type Connection,
  DiagnosticRefreshRequest,
  InlayHintRefreshRequest,
  type ProtocolRequestType0,
} from "vscode-languageserver";
import { modelSummary, problemsHere, type View, wordedProblem } from "../ide/index.ts";
import type { ServerNotifications } from "../protocol/index.ts";
import type { OpenText } from "./analyst.ts";
import type { ClientAbilities } from "./client-abilities.ts";
import { toDiagnostic } from "./convert.ts";
import type { Environment } from "./environment.ts";
import { fileOf, uriOf } from "./files.ts";

interface NewsContext {
  readonly connection: Connection;
  readonly abilities: ClientAbilities;
  readonly environment: Environment;
  readonly documents: () => readonly OpenText[];
}

/** Tells the client that a file was analysed anew. A file without the block API has no models and no problems. */
export function announceAnalysis(context: NewsContext, { uri, version }: OpenText, view: View | null): void {
  const { connection, abilities, environment } = context;
  const news: ServerNotifications["cnnBlocks/analyzed"] = {
    uri,
    version,
    models: view?.analysis.models.map((model) => modelSummary(view, model)) ?? [],
    problems: view?.analysis.problems.map((problem) => wordedProblem(view, problem, uriOf)) ?? [],
  };
  connection.sendNotification("cnnBlocks/analyzed", news).catch(() => undefined);
  if (abilities.pullDiagnostics) return;
  const open = new Set(context.documents().map((document) => fileOf(document.uri)));
  const problems = view === null ? [] : problemsHere(view, open);
  const diagnostics = problems.flatMap((problem) =>
    view === null ? [] : [toDiagnostic(view, problem, environment.documentation)],
  );
  connection.sendDiagnostics({ uri, version, diagnostics }).catch(() => undefined);
}

/** Something changed outside the file that the client looks at, so it has no reason of its own to ask again. */
export function refreshAll(connection: Connection, abilities: ClientAbilities): void {
  if (abilities.refreshesDiagnostics) ask(connection, DiagnosticRefreshRequest.type);
  if (abilities.refreshesInlayHints) ask(connection, InlayHintRefreshRequest.type);
  if (abilities.refreshesCodeLenses) ask(connection, CodeLensRefreshRequest.type);
}

/** A client that refuses, or is gone, sees the news when it asks the next time. */
function ask(connection: Connection, request: ProtocolRequestType0<void, void, void, void>): void {
  connection.sendRequest(request).catch(() => undefined);
}
