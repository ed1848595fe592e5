import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { keptMinutes } from "../support/page-server.ts";

/** A server of files that a page is made of. */
export interface FolderServer {
  readonly address: string;
  stop(): void;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
};

/** Serves a folder's files, and before them what `made` gives for an address: JSON or bytes. */
export async function serveFolder(
  folder: string,
  made: (url: URL) => Uint8Array | string | undefined,
): Promise<FolderServer> {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const path = url.pathname === "/" ? "/index.html" : url.pathname;
    try {
      const body = made(url);
      const contents = body ?? (await readFile(join(folder, path)));
      const type = typeof body === "string" ? "application/json" : (types[extname(path)] ?? "");
      response.writeHead(200, { "content-type": type, ...keptMinutes }).end(contents);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => server.close(),
  };
}
