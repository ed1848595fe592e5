import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { extname, join } from "node:path";
import { root } from "../../../scripts/root.ts";
import type { PageAssets } from "../../../src/protocol/index.ts";
import themes from "./themes.json" with { type: "json" };

export type ThemeName = keyof typeof themes;

/**
 * Serves the preview's page as the extension does: the built files, the same policy, the theme's variables.
 */
export interface PageServer {
  address(theme: ThemeName): string;
  stop(): Promise<void>;
}

export async function startPageServer(): Promise<PageServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    answer(pathname).then(
      ({ type, body }) => response.writeHead(200, { "content-type": type }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: (theme) => `http://127.0.0.1:${portOf(server)}/${theme}.html`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

interface Answer {
  readonly type: string;
  readonly body: string | Buffer;
}

async function answer(path: string): Promise<Answer> {
  const [, name = "", extension = ""] = /^\/([\w-]+)\.(\w+)$/.exec(path) ?? [];
  if (name in themes && extension === "html") return { type: "text/html", body: pageHtml(name as ThemeName) };
  if (name in themes && extension === "css") return { type: "text/css", body: themeCss(name as ThemeName) };
  if (path === "/bridge.js") return { type: "text/javascript", body: bridge };
  if (!path.startsWith("/dist/")) throw new Error(`Nothing at ${path}.`);
  return { type: types[extname(path)] ?? "application/octet-stream", body: await readFile(join(root, path)) };
}

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
};

const nonce = "0123456789abcdef";

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
].join("; ");

function pageHtml(theme: ThemeName): string {
  const { classes, kind, id } = themes[theme];
  const assets: PageAssets = {
    engineWorker: "/dist/webview/engine-worker.js",
    kernels: { simd: "/dist/kernel/simd.wasm", relaxed: "/dist/kernel/relaxed.wasm" },
  };
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta property="csp-nonce" content="${nonce}">
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/${theme}.css">
  <link rel="stylesheet" href="/dist/webview/preview.css">
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
window.held = {};
window.posted = [];
const postToWorker = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...more) {
  posted.push(JSON.stringify(message));
  return postToWorker.call(this, message, ...more);
};
window.violations = [];
addEventListener("securitypolicyviolation", (event) =>
  violations.push(event.violatedDirective + " " + event.blockedURI + " " + event.sourceFile + ":" + event.lineNumber));
window.acquireVsCodeApi = () => ({
  postMessage: (message) => {
    said.push(message);
    if (message.kind !== "request" || message.name !== "documents") return;
    const value = message.params.versions.map((version) => held[version] ?? null);
    dispatchEvent(new MessageEvent("message", { data: { kind: "result", id: message.id, value } }));
  },
  getState: () => JSON.parse(sessionStorage.getItem("state") ?? "null") ?? undefined,
  setState: (state) => sessionStorage.setItem("state", JSON.stringify(state)),
});`;

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  return address.port;
}
