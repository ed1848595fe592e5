import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { root } from "../../../scripts/root.ts";
import type { ModelDocument, PageAssets } from "../../../src/protocol/index.ts";
import themes from "../../../webview/out/themes.json" with { type: "json" };

export type ThemeName = keyof typeof themes;

/**
 * Serves the preview's page as the extension does: the built files, the same policy, the theme's variables.
 */
export interface PageServer {
  /** Another one each time. VS Code keeps a page's state, over reloads too, and so does an address. */
  newAddress(theme: ThemeName): string;
  /** Has a document from now on, should the page ask for it. */
  hold(model: ModelDocument): void;
  stop(): Promise<void>;
}

export async function startPageServer(): Promise<PageServer> {
  const held = new Map<string, string>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const document = held.get(decodeURIComponent(pathname.replace("/documents/", "")));
    const answered =
      document === undefined ? answer(pathname) : Promise.resolve({ type: json, body: document });
    answered.then(
      ({ type, body }) => response.writeHead(200, { "content-type": type, ...keptMinutes }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  let opened = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    newAddress: (theme) => `http://127.0.0.1:${portOf(server)}/${theme}.html?${++opened}`,
    hold: (model) => held.set(model.version, plain(JSON.stringify(model))),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** In ASCII. VS Code hands its pages objects: decoding text is no part of what opening one takes. */
function plain(text: string): string {
  return text.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The browser may keep what it was sent, and what it compiled of it; nothing is built while the server runs. */
export const keptMinutes = { "cache-control": "max-age=600" };

interface Answer {
  readonly type: string;
  readonly body: string | Buffer;
}

async function answer(path: string): Promise<Answer> {
  const [, name = "", extension = ""] = /^\/([\w-]+)\.(\w+)$/.exec(path) ?? [];
  if (name in themes && extension === "html") return { type: "text/html", body: pageHtml(name as ThemeName) };
  if (name in themes && extension === "css") return { type: "text/css", body: themeCss(name as ThemeName) };
  if (path === "/axe.js") return { type: "text/javascript", body: await readFile(axe) };
  if (path === "/bridge.js") return { type: "text/javascript", body: bridge };
  if (!path.startsWith("/dist/")) throw new Error(`Nothing at ${path}.`);
  return { type: types[extname(path)] ?? "application/octet-stream", body: await readFile(join(root, path)) };
}

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const json = "application/json";

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
};

/** What a script of the page has to have. */
export const nonce = "0123456789abcdef";

/**
 * As strict as it gets: the toolkit's one inline style, by which it probes the browser, goes by the nonce
 * too.
 */
const policy = [
  "default-src 'none'",
  `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
  "worker-src blob:",
  "connect-src 'self'",
  `style-src 'self' 'nonce-${nonce}'`,
  "img-src 'self' data: blob:",
].join("; ");

function pageHtml(theme: ThemeName): string {
  const { classes, kind, id } = themes[theme];
  const assets: PageAssets = {
    script: "/dist/webview/preview.js",
    style: "/dist/webview/preview.css",
    engineWorker: "/dist/webview/engine-worker.js",
    kernels: { simd: "/dist/kernel/simd.wasm", relaxed: "/dist/kernel/relaxed.wasm" },
  };
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta property="csp-nonce" content="${nonce}">
  <link rel="stylesheet" href="/${theme}.css">
  <link rel="stylesheet" href="/dist/webview/preview.css">
  <title>Architecture</title>
</head>
<body class="${classes}" data-vscode-theme-kind="${kind}" data-vscode-theme-id="${id}">
  <div id="root"></div>
  <script type="application/json" id="assets">${JSON.stringify(assets)}</script>
  <script nonce="${nonce}" src="/bridge.js"></script>
  <script nonce="${nonce}" src="/dist/webview/preview.js"></script>
</body>
</html>`;
}

/** The theme's colours, and what VS Code itself puts into every webview. */
function themeCss(theme: ThemeName): string {
  const variables = Object.entries(themes[theme].variables).map(([name, value]) => `${name}: ${value};`);
  return `:root { ${variables.join("\n")} }
@layer vscode-default {
  body { color: var(--vscode-editor-foreground); font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size); margin: 0; padding: 0 20px; }
  code { color: var(--vscode-textPreformat-foreground); background-color: var(--vscode-textPreformat-background);
    padding: 1px 3px; border-radius: 4px; }
  ::-webkit-scrollbar { width: 10px; height: 10px; }
  ::-webkit-scrollbar-thumb { background-color: var(--vscode-scrollbarSlider-background); }
}`;
}

/** The host's side: it records the page's messages, answers with the documents it holds, and keeps the page's state. */
const bridge = `
window.__name = (named) => named; // tsx marks functions with it, also those that go to the page.
window.said = [];
window.posted = [];
window.hosted = { companions: () => ({ weights: null, classes: null }) };
const postToWorker = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...more) {
  posted.push(JSON.stringify(message));
  return postToWorker.call(this, message, ...more);
};
window.violations = [];
addEventListener("securitypolicyviolation", (event) =>
  violations.push(event.violatedDirective + " " + event.blockedURI + " " + event.sourceFile + ":" + event.lineNumber));
const fetchDocument = (version) => fetch("/documents/" + encodeURIComponent(version)).then(
  (response) => (response.ok ? response.json() : null));
window.acquireVsCodeApi = () => ({
  postMessage: (message) => {
    said.push(message);
    if (message.kind !== "request") return;
    const answer = message.name === "documents"
      ? Promise.all(message.params.versions.map(fetchDocument))
      : Promise.resolve(hosted[message.name]?.(message.params) ?? null);
    const reply = (data) => dispatchEvent(new MessageEvent("message", { data: { id: message.id, ...data } }));
    answer.then((value) => reply({ kind: "result", value }), ({ message }) => reply({ kind: "error", message }));
  },
  getState: () => JSON.parse(sessionStorage.getItem(location.href) ?? "null") ?? undefined,
  setState: (state) => sessionStorage.setItem(location.href, JSON.stringify(state)),
});`;

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  return address.port;
}
