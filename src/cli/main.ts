import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { nnSources, nnSyntax } from "virtual:nn-sources";
import { version } from "../../package.json";
import { usePreparedSyntax } from "../analyzer/index.ts";
import { nodeThreading } from "../library/node-threads.ts";
import type { ModelPictures } from "../protocol/index.ts";
import { backendNames, type KernelBytes } from "../runtime/index.ts";
import { runCli } from "./cli.ts";
import type { Pictures, ToolServer } from "./host.ts";
import { UsageError } from "./usage-error.ts";
import { watchFolders } from "./watch-folders.ts";

/** `import()` of a file beside the command, by its launcher. */
declare const __import: (url: string) => Promise<unknown>;

usePreparedSyntax(nnSources, nnSyntax);

// The reader of our output may close it early (`| head`), which is not an error.
process.stdout.on("error", () => process.exit());

/** The exit code, when everything is done. */
export const finished: Promise<number> = runCli(process.argv.slice(2), {
  folder: process.cwd(),
  library: nnSources,
  version,
  watch: watchFolders,
  readKernels,
  readPictures,
  startServer,
  serveTools,
  cores: availableParallelism(),
  readThreading: nodeThreading,
  print: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
});

/** The builds of the kernel that are shipped beside the command; an engine that lacks one's features skips it. */
async function readKernels(): Promise<KernelBytes> {
  const read = async (name: string) => {
    const bytes = await readFile(new URL(`../kernel/${name}.wasm`, import.meta.url)).catch(() => null);
    return bytes === null ? [] : [[name, new Uint8Array(bytes)] as const];
  };
  const builds = (await Promise.all(backendNames.map(read))).flat();
  if (builds.length === 0) throw new UsageError("The kernel's files, dist/kernel/*.wasm, are missing.");
  return Object.fromEntries(builds);
}

/** The preview's own drawing and page, in the folders beside this one. */
async function readPictures(): Promise<Pictures> {
  const beside = (path: string) => new URL(`../${path}`, import.meta.url);
  const missing = (fault: Error): never => {
    throw new UsageError(`The preview's files beside the command cannot be read: ${fault.message}`);
  };
  const [drawing, script, style] = await Promise.all([
    __import(beside("cli/pictures.js").href) as Promise<{ modelPictures: ModelPictures }>,
    readFile(beside("webview/preview.js"), "utf8"),
    readFile(beside("webview/preview.css"), "utf8"),
  ]).catch(missing);
  const { svg, html } = drawing.modelPictures;
  return { svg, html: (file) => html(file, { script, style }) };
}

/** The editor's own server, which reads `--stdio` from this process's arguments. */
async function startServer(): Promise<void> {
  await __import(new URL("../server/server.cjs", import.meta.url).href).catch((fault: Error) => {
    throw new UsageError(`The language server beside the command cannot be started: ${fault.message}`);
  });
}

/** The SDK of the Model Context Protocol is in a file of its own, so that no other command loads it. */
async function serveTools(server: ToolServer): Promise<void> {
  const file = new URL("mcp.js", import.meta.url).href;
  const { serveTools: serve } = (await __import(file)) as typeof import("./mcp/serve-tools.ts");
  await serve(server);
}
