import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { nnSources, nnSyntax } from "virtual:nn-sources";
import { snippetSources } from "virtual:snippet-sources";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { usePreparedSyntax } from "../analyzer/index.ts";
import { startServer } from "./server.ts";

/** A larger file is not source code that a person wrote. */
const largestFile = 4 * 2 ** 20;

usePreparedSyntax(nnSources, nnSyntax);

startServer(createConnection(ProposedFeatures.all), {
  library: nnSources,
  snippets: snippetSources,
  // The page of problems that ships beside `dist`, found from the bundle: a program may be a link, or import it.
  documentation: pathToFileURL(join(__dirname, "../../PROBLEMS.md")).href,
  readFile(path) {
    try {
      const { size } = statSync(path);
      return size > largestFile ? undefined : readFileSync(path, "utf8");
    } catch {
      // No such file, a folder, or not readable: the analysis reports the import.
      return undefined;
    }
  },
});
