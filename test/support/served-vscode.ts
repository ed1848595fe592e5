import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { linkBuiltInExtensions } from "./built-in-extensions.ts";
import { installServedVscode } from "./install-served-vscode.ts";

/** A running VS Code server of our own, with a profile that nothing else shares. */
export interface ServedVscode {
  readonly port: number;
  /** The address of a window on a folder. Files to open at once are absolute paths. */
  windowUrl(folder: string, payload?: WindowPayload): string;
  stop(): Promise<void>;
}

export interface ServedVscodeOptions {
  /** Where profile and extensions live. Without one they are temporary and go with the server. */
  readonly profile?: string;
  /** Packaged extensions to install before it starts. */
  readonly vsix?: readonly string[];
  /** The author's settings, over the quiet ones that every run has. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether only those of VS Code's own extensions are there that work with TypeScript. It starts sooner. */
  readonly lean?: boolean;
  /** Lets a window take a test suite by its address. It also silences notifications. */
  readonly testDriver?: boolean;
  /** Asks whether folders are trusted, as a desktop VS Code does; every folder is restricted until the author says so. */
  readonly asksForTrust?: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

/** The payload that a window opens with, as VS Code's own pairs. */
export type WindowPayload = readonly (readonly [string, string])[];

const quietSettings = {
  "workbench.startupEditor": "none",
  "telemetry.telemetryLevel": "off",
  "extensions.autoCheckUpdates": false,
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "git.enabled": false,
  // As on a desktop; in a browser's window it would be on.
  "files.autoSave": "off",
  "editor.cursorBlinking": "solid",
  "typescript.disableAutomaticTypeAcquisition": true,
  // The second TypeScript server only colours faster while the first one starts.
  "typescript.tsserver.useSyntaxServer": "never",
};

export async function startServedVscode(options: ServedVscodeOptions = {}): Promise<ServedVscode> {
  const files = await installServedVscode();
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), "cnn-blocks-vscode-")));
  await writeProfile(profile, options.settings ?? {});
  const env = quietEnvironment(profile, options.env);
  const folders = ["--user-data-dir", join(profile, "data"), "--extensions-dir", join(profile, "extensions")];
  for (const vsix of options.vsix ?? []) installExtension([files.entry, ...folders], files.node, vsix, env);

  const port = await freePort();
  const config = join(profile, "config.yaml");
  const args = [files.entry, ...serverArguments(config, port), ...folders];
  if (!options.asksForTrust) args.push("--disable-workspace-trust");
  if (options.lean) {
    const builtIn = await linkBuiltInExtensions(files.builtIn, join(profile, "built-in"));
    args.push("--vscode-option", `builtin-extensions-dir=${builtIn}`);
  }
  if (options.testDriver) args.push("--vscode-option", "enable-smoke-test-driver");
  const server = spawn(files.node, args, { env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const end = () => endGroup(server);
  process.once("exit", end);
  await untilHealthy(port, server);

  return {
    port,
    windowUrl: (folder, payload = []) => windowUrl(port, folder, payload),
    async stop() {
      end();
      process.off("exit", end);
      if (options.profile === undefined) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function serverArguments(config: string, port: number): string[] {
  return [
    ...["--config", config, "--auth", "none", "--bind-addr", `127.0.0.1:${port}`],
    ...["--disable-telemetry", "--disable-update-check"],
    ...["--disable-getting-started-override", "--ignore-last-opened"],
  ];
}

async function writeProfile(profile: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  await mkdir(join(profile, "data/User"), { recursive: true });
  await mkdir(join(profile, "extensions"), { recursive: true });
  const all = { ...quietSettings, ...settings };
  await writeFile(join(profile, "data/User/settings.json"), JSON.stringify(all, null, 2));
  await writeFile(join(profile, "config.yaml"), "");
}

/** Nothing is written to the home folder, and no marketplace is asked for anything. */
function quietEnvironment(profile: string, extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const gallery = { serviceUrl: "", itemUrl: "", controlUrl: "", recommendationsUrl: "" };
  return {
    ...process.env,
    XDG_CONFIG_HOME: join(profile, "config"),
    XDG_DATA_HOME: join(profile, "share"),
    EXTENSIONS_GALLERY: JSON.stringify(gallery),
    ...extra,
  };
}

function installExtension(
  server: readonly string[],
  node: string,
  vsix: string,
  env: NodeJS.ProcessEnv,
): void {
  const args = [...server, "--install-extension", vsix, "--force"];
  const { status, stdout, stderr } = spawnSync(node, args, { env, encoding: "utf8" });
  if (status !== 0) throw new Error(`${vsix} could not be installed:\n${stdout}${stderr}`);
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      if (address === null || typeof address === "string") throw new Error("A TCP port has a number.");
      probe.close(() => resolve(address.port));
    });
  });
}

async function untilHealthy(port: number, server: ChildProcess): Promise<void> {
  const said: string[] = [];
  server.stdout?.on("data", (chunk) => said.push(String(chunk)));
  server.stderr?.on("data", (chunk) => said.push(String(chunk)));
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && server.exitCode === null) {
    if (await answers(`http://127.0.0.1:${port}/healthz`)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  endGroup(server);
  throw new Error(`The served VS Code did not start:\n${said.join("")}`);
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}

function windowUrl(port: number, folder: string, payload: WindowPayload): string {
  const url = new URL(`http://127.0.0.1:${port}/`);
  url.searchParams.set("folder", folder);
  if (payload.length > 0) url.searchParams.set("payload", JSON.stringify(payload));
  return url.href;
}

/** The server starts hosts of its own, all in its process group. */
function endGroup(server: ChildProcess): void {
  if (server.pid === undefined || server.exitCode !== null) return;
  try {
    process.kill(-server.pid, "SIGKILL");
  } catch {
    // It ended by itself between the question and the signal.
  }
}
