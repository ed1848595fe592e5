import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { WrittenAnswer } from "./answer.ts";
import type { Call } from "./call.ts";
import { pools } from "./fill.ts";

/** A call with its text in Python. */
export interface PythonCall extends Call {
  readonly python: string;
}

export type Precision = "single" | "double";

/** PyTorch in a process of its own. */
export interface PyTorch {
  /** An answer to each call, in order; null for one at which the process ended. */
  answer(calls: readonly PythonCall[], precision?: Precision): Promise<readonly (WrittenAnswer | null)[]>;
  close(): void;
}

/** Debian's, which has the package; `python3` may be another one. */
const python = "/usr/bin/python3";

export const howToGetIt = `PyTorch is not here: "${python} -c 'import torch'" fails. On Debian, "apt-get install python3-torch" gets it.`;

export function hasPyTorch(): boolean {
  return spawnSync(python, ["-c", "import torch"]).status === 0;
}

export function startPyTorch(): PyTorch {
  let running = newProcess();
  return {
    async answer(calls, precision = "single") {
      const answers: (WrittenAnswer | null)[] = [];
      while (answers.length < calls.length) {
        answers.push(...(await running.answer(calls.slice(answers.length), precision)));
        if (answers.length === calls.length) break;
        // Some wrong arguments end PyTorch's process, such as zero groups, by which it divides.
        answers.push(null);
        running = newProcess();
      }
      return answers;
    },
    close: () => running.child.kill(),
  };
}

interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  /** As many answers as there are until the process ends. */
  answer(calls: readonly PythonCall[], precision: Precision): Promise<readonly WrittenAnswer[]>;
}

function newProcess(): Running {
  const child = spawn(python, ["-W", "ignore", fileURLToPath(new URL("./oracle.py", import.meta.url))]);
  child.stderr.resume();
  // Writing to a process that has ended is an error, which its missing answers say already.
  child.stdin.on("error", () => {});
  child.stdin.write(`${JSON.stringify(Object.fromEntries(Object.entries(pools).map(written)))}\n`);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    async answer(calls, precision) {
      const double = precision === "double";
      for (const { python, inputs, fill } of calls)
        child.stdin.write(`${JSON.stringify({ python, inputs, fill, double })}\n`);
      const answers: WrittenAnswer[] = [];
      while (answers.length < calls.length) {
        const { value, done } = await lines.next();
        if (done === true) break;
        answers.push(JSON.parse(value));
      }
      return answers;
    },
  };
}

function written([name, numbers]: readonly [string, Float32Array]): readonly [string, string] {
  return [name, Buffer.from(numbers.buffer).toString("base64")];
}
