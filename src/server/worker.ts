import { nnSources, nnSyntax } from "virtual:nn-sources";
import { snippetSources } from "virtual:snippet-sources";
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from "vscode-languageserver/browser";
import { usePreparedSyntax } from "../analyzer/index.ts";
import { startServer } from "./server.ts";

/** The worker that this file is. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

usePreparedSyntax(nnSources, nnSyntax);

/** In a page such as vscode.dev: open documents are all there is, so imports of files that are not open are unknown. */
startServer(
  createConnection(ProposedFeatures.all, new BrowserMessageReader(self), new BrowserMessageWriter(self)),
  { library: nnSources, snippets: snippetSources, documentation: null, readFile: () => undefined },
);
