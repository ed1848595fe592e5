import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { nnSources } from "virtual:nn-sources";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { startServer } from "./server.ts";

/** A larger file is not source code that a person wrote. */
const largestFile = 4 * 2 ** 20;

startServer(createConnection(ProposedFeatures.all), {
  library: nnSources,
  documentation: documentation(),
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

/** The page of problems that ships beside `dist`, found from the server's bundle. */
function documentation(): string | null {
  const [, program] = process.argv;
  return program === undefined ? null : pathToFileURL(join(dirname(program), "../../PROBLEMS.md")).href;
}
