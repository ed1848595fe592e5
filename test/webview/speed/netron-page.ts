import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { evaluateIn } from "./evaluate.ts";
import type { Rival } from "./rival.ts";
import { serveFolder } from "./serve-folder.ts";

/** Netron's published sources. `folder`: a clone, or what pip installed. `models`: ONNX files by name. */
export async function startNetron(folder: string, models: ReadonlyMap<string, Uint8Array>): Promise<Rival> {
  const { address, stop } = await serveFolder(sourcesIn(folder), ({ pathname }) =>
    models.get(decodeURIComponent(pathname.slice(1)).replace(/\.onnx$/, "")),
  );
  return {
    name: `Netron ${await versionIn(folder)}`,
    async open(page, name) {
      // It asks for consent to telemetry first, and waits for the answer.
      await page.context().addCookies([{ name: "consent", value: "1", url: address }]);
      await page.goto(`${address}/index.html?url=${address}/${name}.onnx`, { waitUntil: "commit" });
      return evaluateIn(page, `(${untilShown})()`);
    },
    stop,
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
