import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { compareWithExecution, type DifferentialReport, together } from "./differential.ts";

/** Fewer programs than this are not worth a process of their own. */
const leastAProcess = 500;

/** As `compareWithExecution`, in as many processes as there are processors; what a seed gives does not depend on that. */
export async function compareInProcesses(count: number, seed: number): Promise<DifferentialReport> {
  const shares = Array.from({ length: Math.ceil(count / leastAProcess) }, (_, index) => ({
    count: Math.min(leastAProcess, count - index * leastAProcess),
    seed: seed + index,
  }));
  if (shares.length <= 1) return compareWithExecution(count, seed);
  const reports: DifferentialReport[] = [];
  const worker = async (): Promise<void> => {
    for (let share = shares.shift(); share !== undefined; share = shares.shift())
      reports.push(await inProcess(share.count, share.seed));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return reports.reduce(together);
}

function inProcess(count: number, seed: number): Promise<DifferentialReport> {
  const child = fork(
    fileURLToPath(new URL("./differential-child.ts", import.meta.url)),
    [String(count), String(seed)],
    {
      execArgv: [
        "--import",
        "tsx",
        "--import",
        new URL("../support/virtual-modules.mjs", import.meta.url).href,
      ],
    },
  );
  return new Promise((resolve, reject) => {
    child.once("message", (report) => resolve(report as DifferentialReport));
    child.once("exit", (code) => reject(new Error(`A process ended with ${code} before its report`)));
  });
}
