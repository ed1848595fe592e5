import type { IncomingMessage, ServerResponse } from "node:http";
import type { BenchModel, Engine, Loaded } from "../engine.ts";

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Lets pages load and run engines of this process, one model each at a time; see remote-engine.ts. */
export function serveEngines(engines: readonly Engine[], models: readonly BenchModel[]): Handle {
  const loaded = new Map<string, Loaded>();
  return async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const name = searchParams.get("name") ?? "";
    const engine = engines.find((one) => one.name === name);
    const model = models.find((one) => one.name === searchParams.get("model"));
    if (pathname === "/native/load" && engine && model) loaded.set(name, await engine.prepare(model)());
    const running = loaded.get(name);
    if (running === undefined) {
      response.writeHead(404).end(`${name} has loaded no model.`);
      return;
    }
    if (pathname === "/native/run") return answerRun(running, request, response);
    if (pathname === "/native/dispose") {
      loaded.delete(name);
      await running.dispose();
    }
    response.writeHead(200).end();
  };
}

async function answerRun({ run }: Loaded, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const input = new Float32Array(Uint8Array.from(Buffer.concat(parts)).buffer);
  const started = performance.now();
  const output = await run(input);
  const milliseconds = performance.now() - started;
  response.writeHead(200, { "x-milliseconds": milliseconds });
  response.end(Buffer.from(output.buffer, output.byteOffset, output.byteLength));
}
