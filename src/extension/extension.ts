import type { ExtensionContext } from "vscode";
import { registerLanguageModelTools } from "./agents/language-model-tools.ts";
import { type ExtensionApi, extensionApi } from "./api.ts";
import type { App } from "./app.ts";
import { provideChanges } from "./changes-documents.ts";
import { registerCommands } from "./commands/register.ts";
import { trackModelFile } from "./context-keys.ts";
import { trackLastModelFile } from "./last-model-file.ts";
import { offerLibraryForImport } from "./library/missing-import.ts";
import { refreshLibraries } from "./library/workspace-library.ts";
import { createModelDocuments } from "./model-documents.ts";
import { createModelServer } from "./model-server.ts";
import { showModelStatus } from "./model-status.ts";
import { createPreview } from "./preview/preview.ts";
import { restorePreview } from "./preview/restore.ts";
import { showStatus } from "./status.ts";
import { provideSummaries } from "./summary-documents.ts";
import { provideTests } from "./testing/provide-tests.ts";
import { showModelTree } from "./tree/model-tree.ts";
import { trackSteps } from "./walkthrough-steps.ts";

/** VS Code calls this once, when a file of TypeScript or JavaScript is opened or one of our commands is run. */
export function activate(context: ExtensionContext): ExtensionApi {
  const server = createModelServer(context);
  const documents = createModelDocuments(server);
  const preview = createPreview(context, { server, documents });
  const app: App = { context, server, documents, preview };
  context.subscriptions.push(
    server,
    preview,
    registerCommands(app),
    registerLanguageModelTools(app),
    restorePreview(app),
    showStatus(app),
    showModelStatus(app),
    showModelTree(app),
    trackModelFile(app),
    trackLastModelFile(context),
    trackSteps(app),
    provideSummaries(app),
    provideChanges(app),
    offerLibraryForImport(),
    provideTests(app),
  );
  void refreshLibraries(context);
  return extensionApi(app);
}
