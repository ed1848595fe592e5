import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { readInParts } from "../../webview/state/read-in-parts.ts";

const file = { bytes: 20 << 20 };
const empty = async (from: number, to: number) => new ArrayBuffer(to - from);

describe("a large file for the preview", () => {
  it("is read part by part, and how much is there is told after each", async () => {
    const told: number[] = [];
    const part = async (from: number, to: number) => new Uint8Array(to - from).fill(from >> 20).buffer;
    const read = await readInParts(file, part, {
      onBytes: (done) => told.push(done >> 20),
      signal: { aborted: false },
    });
    assert.deepEqual(told, [0, 8, 16, 20]);
    const bytes = new Uint8Array(read);
    assert.deepEqual([bytes[0], bytes[8 << 20], bytes.at(-1)], [0, 8, 16]);
  });

  it("is read no further once that is cancelled", async () => {
    const signal = { aborted: false };
    const onBytes = (done: number) => {
      signal.aborted = done > 0;
    };
    let parts = 0;
    const part = (from: number, to: number) => {
      parts += 1;
      return empty(from, to);
    };
    await assert.rejects(readInParts(file, part, { onBytes, signal }), /cancelled/);
    assert.equal(parts, 1);
  });

  it("is refused with its size where there is no memory for it", async () => {
    const reading = { onBytes: () => undefined, signal: { aborted: false } };
    await assert.rejects(
      readInParts({ bytes: 2 ** 53 }, empty, reading),
      /the preview has no memory left for its \d/,
    );
  });
});
