import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { type BuildOptions, build, type Metafile, type Plugin } from "esbuild";
import { prepareSyntax } from "../src/analyzer/syntax/prepare-syntax.ts";
import { programComment } from "../src/launch/program-in.ts";
// biome-ignore lint/correctness/useImportExtensions: Biome takes the declarations beside the module for the target.
import { readNnSources, readSnippetSources } from "./nn-sources.mjs";
import { typescriptParser } from "./typescript-parser.ts";

/** One file that is shipped (or run by the tests), and the world it runs in. */
export interface Bundle {
  /** The source, from the project's root. */
  readonly entry: string;
  /** What it becomes, from the project's root. */
  readonly output: string;
  readonly world: World;
}

export type World =
  | "host"
  | "program"
  | "web"
  | "worker"
  | "launcher"
  | "command"
  | "module"
  | "browser"
  | "suite"
  | "report";

/** Everything that esbuild makes, a line for each bundle. */
export const bundles: readonly Bundle[] = [
  { entry: "src/extension/extension.ts", output: "dist/extension/extension.cjs", world: "host" },
  { entry: "src/extension/extension.ts", output: "dist/extension/web.cjs", world: "web" },
  { entry: "src/server/node.ts", output: "dist/server/program.cjs", world: "host" },
  { entry: "src/launch/server.ts", output: "dist/server/server.cjs", world: "host" },
  { entry: "src/server/worker.ts", output: "dist/server/worker.js", world: "worker" },
  { entry: "src/launch/command.ts", output: "dist/cli/cnn-blocks.js", world: "launcher" },
  { entry: "src/cli/mcp/serve-tools.ts", output: "dist/cli/mcp.js", world: "command" },
  { entry: "webview/pictures.ts", output: "dist/cli/pictures.js", world: "module" },
  { entry: "src/library/entry.ts", output: "dist/lib/index.js", world: "module" },
  { entry: "src/library/thread.ts", output: "dist/lib/thread.js", world: "module" },
  { entry: "webview/preview.tsx", output: "dist/webview/preview.js", world: "browser" },
  { entry: "webview/engine/worker.ts", output: "dist/webview/engine-worker.js", world: "browser" },
];

/** The command's program, which is a text within its file. */
const program: Bundle = { entry: "src/cli/main.ts", output: "dist/cli/program.cjs", world: "program" };

/** A process of a report: it measures what is shipped in the extension, so it is made as that is. */
export function reportBundle(entry: string): Bundle {
  return { entry, output: `dist/${entry.replace(/\.ts$/, ".cjs")}`, world: "report" };
}

/** A file of a test suite that runs outside tsx: inside a VS Code, or beside one. */
export function suiteBundle(entry: string): Bundle {
  return { entry, output: `dist/${entry.replace(/\.ts$/, ".cjs")}`, world: "suite" };
}

export function optionsFor({ entry, output, world }: Bundle, root: string): BuildOptions {
  return {
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: output,
    bundle: true,
    target: "es2023",
    sourcemap: "linked",
    sourcesContent: false,
    // The author sees the class names of layers, so the bundler must not shorten or number them where layers run.
    keepNames: true,
    legalComments: "none",
    logLevel: "warning",
    plugins:
      world === "module" || world === "browser" || world === "suite" || world === "report"
        ? [virtualModules]
        : [virtualModules, typescriptParser],
    ...worlds[world],
  };
}

/** The suite has to share mocha with its runner, so mocha is not bundled; neither are large packages. */
const suite: BuildOptions = {
  platform: "node",
  format: "cjs",
  define: { "import.meta.url": "__suiteUrl" },
  banner: { js: suiteUrl() },
  external: ["vscode", "mocha", "playwright-core"],
  sourcesContent: true,
};

/** Takes the browser's part of the extension in place of Node's. */
const onBrowser: Plugin = {
  name: "on-browser",
  setup(build) {
    build.onResolve({ filter: /\/host\/on-node\.ts$/ }, ({ path, importer, kind, resolveDir }) =>
      build.resolve(path.replace("on-node", "on-browser"), { importer, kind, resolveDir }),
    );
  },
};

/** What was put into another bundle as a text, which esbuild knows nothing of. */
export const embedded: Metafile[] = [];

/** Puts the command's program behind its launcher. */
const programPlugin: Plugin = {
  name: "program",
  setup({ onEnd, initialOptions: { absWorkingDir = "", outfile = "" } }) {
    onEnd(async () => {
      const options = { ...optionsFor(program, absWorkingDir), write: false, metafile: true } as const;
      const { outputFiles, metafile } = await build(options);
      embedded.push(metafile);
      await appendFile(join(absWorkingDir, outfile), programComment(outputFiles[0]?.text ?? ""));
    });
  },
};

const worlds: Readonly<Record<World, BuildOptions>> = {
  /**
   * CommonJS, because VS Code loads extensions of any supported version that way. No layer runs there, and a closure that is
   * given its name takes longer to make: an analysis makes very many.
   */
  host: { platform: "node", format: "cjs", external: ["vscode"], minify: true, keepNames: false },
  /** The launcher says where the program is: see `src/launch/start-program.ts`. */
  program: {
    platform: "node",
    format: "cjs",
    minify: true,
    keepNames: false,
    sourcemap: false,
    define: { "import.meta.url": "__url" },
    supported: { "dynamic-import": false },
  },
  /** The extension in a page such as vscode.dev. */
  web: {
    platform: "browser",
    format: "cjs",
    external: ["vscode"],
    minify: true,
    keepNames: false,
    plugins: [onBrowser],
  },
  worker: { platform: "browser", format: "iife", minify: true, keepNames: false },
  command: { platform: "node", format: "esm", minify: true, keepNames: false, banner: { js: nodeGlobals() } },
  launcher: { platform: "node", format: "esm", minify: true, sourcemap: false, plugins: [programPlugin] },
  /** Not minified, so that an author who steps into the library can read it. */
  module: { platform: "node", format: "esm" },
  browser: {
    platform: "browser",
    format: "iife",
    minify: true,
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
  },
  suite,
  report: { ...suite, keepNames: false },
};

/** TypeScript's compiler is CommonJS and uses globals that ES modules lack. */
function nodeGlobals(): string {
  return [
    'import { createRequire as __createRequire } from "node:module";',
    'import { fileURLToPath as __toPath } from "node:url";',
    "const require = __createRequire(import.meta.url);",
    "const __filename = __toPath(import.meta.url);",
    'const __dirname = __toPath(new URL(".", import.meta.url));',
  ].join("\n");
}

/** `root.ts` finds the project from its own path in `scripts`, but a bundled suite is in another folder. */
function suiteUrl(): string {
  const place = 'require("node:path").join(__dirname, "../../../scripts/root.ts")';
  return `const __suiteUrl = require("node:url").pathToFileURL(${place}).href;`;
}

/** Modules that the build writes: sources as texts. */
const virtualModules: Plugin = {
  name: "virtual-modules",
  setup(build) {
    build.onResolve({ filter: /^virtual:/ }, ({ path }) => ({ path, namespace: "virtual" }));
    build.onLoad({ filter: /nn-sources$/, namespace: "virtual" }, () => {
      const sources = readNnSources();
      const syntax = JSON.stringify(prepareSyntax(sources));
      const contents = `export const nnSources = ${JSON.stringify(sources)};\nexport const nnSyntax = ${syntax};`;
      return { contents };
    });
    build.onLoad({ filter: /snippet-sources$/, namespace: "virtual" }, () => ({
      contents: `export const snippetSources = ${JSON.stringify(readSnippetSources())};`,
    }));
  },
};
