import { Uri, type Webview } from "vscode";
import type { PageAssets } from "../../protocol/index.ts";

/** The folders that a page may load from: built files only. */
export function pageRoots(extension: Uri): Uri[] {
  return [Uri.joinPath(extension, "dist")];
}

/** The preview's page. Its scripts run by nonce and its workers from blobs. It loads nothing from outside the extension. */
export function pageHtml(webview: Webview, extension: Uri): string {
  const nonce = crypto.randomUUID();
  const address = (path: string) => webview.asWebviewUri(Uri.joinPath(extension, path)).toString();
  const assets: PageAssets = {
    script: address("dist/webview/preview.js"),
    style: address("dist/webview/preview.css"),
    engineWorker: address("dist/webview/engine-worker.js"),
    kernels: { simd: address("dist/kernel/simd.wasm"), relaxed: address("dist/kernel/relaxed.wasm") },
  };
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${contentSecurity(webview, nonce)}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${assets.style}">
  <title>Architecture</title>
</head>
<body>
  <div id="root"></div>
  <script type="application/json" id="assets">${JSON.stringify(assets).replaceAll("<", "\\u003c")}</script>
  <script nonce="${nonce}" src="${assets.script}"></script>
</body>
</html>`;
}

function contentSecurity({ cspSource }: Webview, nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    "worker-src blob:",
    `connect-src ${cspSource}`,
    `style-src ${cspSource} 'unsafe-inline'`,
    `img-src ${cspSource} data: blob:`,
    `font-src ${cspSource}`,
  ].join("; ");
}
