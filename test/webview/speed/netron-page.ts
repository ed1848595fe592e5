import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import type { Page } from "playwright-core";
import { keptMinutes } from "../support/page-server.ts";
import { evaluateIn } from "./evaluate.ts";

/** Netron's published sources, served with the models that it is to show. */
export interface Netron {
  readonly version: string;
  /** Opens a model and says how many milliseconds after the navigation its graph is painted. */
  open(page: Page, name: string): Promise<number>;
  stop(): void;
}

/** `folder`: a clone of Netron, or what pip installed. `models`: ONNX files by name. */
export async function startNetron(folder: string, models: ReadonlyMap<string, Uint8Array>): Promise<Netron> {
  const sources = sourcesIn(folder);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    answer(sources, models, pathname).then(
      (body) =>
        response.writeHead(200, { "content-type": types[extname(pathname)] ?? "", ...keptMinutes }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    version: await versionIn(folder),
    async open(page, name) {
      // It asks for consent to telemetry first, and waits for the answer.
      await page.context().addCookies([{ name: "consent", value: "1", url: address }]);
      await page.goto(`${address}/index.html?url=${address}/${name}.onnx`, { waitUntil: "commit" });
      return evaluateIn(page, `(${untilShown})()`);
    },
    stop: () => server.close(),
  };
}

/** Where its page is. */
function sourcesIn(folder: string): string {
  const found = ["source", "netron", "."].find((name) => existsSync(join(folder, name, "index.html")));
  if (found === undefined) throw new Error(`${folder} has no source/index.html of Netron.`);
  return join(folder, found);
}

/** A clone names its version in package.json, an installed package in its page. */
async function versionIn(folder: string): Promise<string> {
  const file = join(folder, "package.json");
  if (existsSync(file)) return (JSON.parse(await readFile(file, "utf8")) as { version: string }).version;
  const page = await readFile(join(sourcesIn(folder), "index.html"), "utf8");
  return /name="version" content="([^"]*)"/.exec(page)?.[1] ?? "";
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
};

async function answer(
  sources: string,
  models: ReadonlyMap<string, Uint8Array>,
  path: string,
): Promise<Uint8Array> {
  const model = models.get(path.slice(1).replace(/\.onnx$/, ""));
  return model ?? readFile(join(sources, path));
}

/** Netron marks its body once the graph is there. It asks before it lays out a large one; the answer is yes. Runs in the page. */
async function untilShown(): Promise<number> {
  while (document.body?.classList.contains("default") !== true) {
    if (document.body?.classList.contains("alert")) document.getElementById("message-button")?.click();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
  });
}
