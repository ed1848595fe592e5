import type { Companion } from "../../src/protocol/index.ts";
import { byteSize } from "../../src/words/index.ts";

export interface Reading {
  readonly onBytes: (done: number) => void;
  readonly signal: { readonly aborted: boolean };
}

export type ReadPart = (from: number, to: number) => Promise<ArrayBuffer>;

/** Of one request for bytes. */
const partBytes = 8 << 20;

/** All bytes of a file. Rejects where they are not to be had, and between two parts once it is aborted. */
export async function readInParts(
  { bytes }: Pick<Companion, "bytes">,
  part: ReadPart,
  { onBytes, signal }: Reading,
): Promise<ArrayBuffer> {
  const whole = roomFor(bytes);
  onBytes(0);
  for (let from = 0; from < bytes; from += partBytes) {
    if (signal.aborted) throw new Error("reading was cancelled.");
    const to = Math.min(from + partBytes, bytes);
    whole.set(new Uint8Array(await part(from, to)), from);
    onBytes(to);
  }
  return whole.buffer;
}

function roomFor(bytes: number): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(bytes);
  } catch {
    throw new Error(`the preview has no memory left for its ${byteSize(bytes)}.`);
  }
}
