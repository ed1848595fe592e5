import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** What came of really running a file. */
export type Outcome =
  | { readonly kind: "ran"; readonly values: Readonly<Record<string, string>> }
  /** It threw: what it said, and the lines of the file that were under way, innermost first, from 1. */
  | { readonly kind: "threw"; readonly message: string; readonly lines: readonly number[] }
  | { readonly kind: "endless" };

/** Runs files of authors one after the other, in a process of their own. */
export interface Executor {
  run(path: string, text: string): Promise<Outcome>;
  close(): void;
}

/** Longer than any file of the corpus takes by far. */
const usualMilliseconds = 4_000;

/** A file that takes longer than `milliseconds` is without an end. */
export function newExecutor(milliseconds = usualMilliseconds): Executor {
  let child = start();
  return {
    async run(path, text) {
      const outcome = await ask(await child, { path, text, milliseconds });
      // A run without an end, or one that took all memory, takes its process with it.
      if (outcome.kind !== "endless") return outcome;
      (await child).kill("SIGKILL");
      child = start();
      return outcome;
    },
    close() {
      void child.then((process) => process.kill("SIGKILL"));
    },
  };
}

/** A process that has loaded what it needs: on a busy machine that alone takes long. */
async function start(): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL("./execute-child.ts", import.meta.url)), {
    execArgv: ["--import", "tsx", "--experimental-vm-modules", "--no-warnings", "--max-old-space-size=2000"],
  });
  await once(child, "message");
  return child;
}

/** What a process needs besides, to read a file and to answer. */
const aside = 6_000;

function ask(
  child: ChildProcess,
  request: { readonly path: string; readonly text: string; readonly milliseconds: number },
): Promise<Outcome> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle({ kind: "endless" }), request.milliseconds + aside);
    const settle = (outcome: Outcome): void => {
      clearTimeout(timer);
      child.removeAllListeners();
      resolve(outcome);
    };
    child.once("message", settle);
    child.once("exit", () => settle({ kind: "endless" }));
    child.send(request);
  });
}
