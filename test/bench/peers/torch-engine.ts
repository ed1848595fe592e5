import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Graph } from "../../../src/ir/index.ts";
import { testValues } from "../../support/test-values.ts";
import type { Engine, Loaded } from "../engine.ts";
import { type TorchProgram, torchProgram } from "./torch-program.ts";

const python = "/usr/bin/python3";
const script = fileURLToPath(new URL("../native/torch_engine.py", import.meta.url));

/** Whether this machine's Python has PyTorch, which the bench does not install. */
export function hasTorch(): boolean {
  return spawnSync(python, ["-c", "import torch"]).status === 0;
}

/** PyTorch in a process of its own, traced and frozen. */
export function torchEngine(): Engine {
  return {
    name: "PyTorch",
    isNative: true,
    prepare: ({ graph, inputShape }) => {
      const program = torchProgram(graph as Graph, testValues);
      return async () => started(program, inputShape);
    },
  };
}

function started(program: TorchProgram, inputShape: readonly number[]): Loaded {
  const child = spawn(python, [script], { stdio: ["pipe", "pipe", "inherit"] });
  const answers = messagesOf(child.stdout);
  const send = (bytes: Uint8Array): void => {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, bytes.byteLength, true);
    child.stdin.write(length);
    child.stdin.write(bytes);
  };
  const { statements, outputs, weights } = program;
  const head = { statements, outputs, inputShape, weights: weights.map(({ shape }) => shape) };
  send(new TextEncoder().encode(JSON.stringify(head)));
  for (const { values } of weights) send(bytesOf(values));
  let milliseconds = 0;
  return {
    async run(input) {
      send(bytesOf(input));
      const { value } = await answers.next();
      if (value === undefined) throw new Error("PyTorch has ended.");
      milliseconds = value.readDoubleLE(0);
      return new Float32Array(Uint8Array.from(value.subarray(8)).buffer);
    },
    took: () => milliseconds,
    async dispose() {
      child.stdin.end();
    },
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** What a process writes, message by message: a length and so many bytes. */
async function* messagesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer, undefined> {
  let parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    parts.push(part);
    size += part.byteLength;
    while (size >= 4) {
      const whole = Buffer.concat(parts);
      const length = whole.readUInt32LE(0);
      parts = [whole];
      if (size < 4 + length) break;
      yield whole.subarray(4, 4 + length);
      parts = [whole.subarray(4 + length)];
      size -= 4 + length;
    }
  }
  return undefined;
}
