import type { Engine } from "../engine.ts";

/** In a page: an engine of the bench's own process, which says how long a run took there; see serve-engines.ts. */
export function remoteEngine(name: string): Engine {
  return {
    name,
    isNative: true,
    prepare:
      ({ name: model }) =>
      async () => {
        await asked("load", { name, model });
        let milliseconds = 0;
        return {
          async run(input) {
            const answer = await asked("run", { name }, input);
            milliseconds = Number(answer.headers.get("x-milliseconds"));
            return new Float32Array(await answer.arrayBuffer());
          },
          took: () => milliseconds,
          async dispose() {
            await asked("dispose", { name });
          },
        };
      },
  };
}

async function asked(
  what: string,
  query: Readonly<Record<string, string>>,
  body?: Float32Array,
): Promise<Response> {
  const bytes = body && new Uint8Array(body.buffer as ArrayBuffer, body.byteOffset, body.byteLength);
  const answer = await fetch(`/native/${what}?${new URLSearchParams(query)}`, {
    method: "POST",
    body: bytes ?? null,
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer;
}
