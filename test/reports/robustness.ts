import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { optionsFor, reportBundle } from "../../scripts/bundles.ts";
import { root } from "../../scripts/root.ts";
import { type RobustnessReport, type Share, slowestOf } from "./robustness-share.ts";

/** Breaks files of the corpus and analyses what comes out, in as many processes as the machine has processors. */
export async function analyseBroken(count: number, seed: number, first = 0): Promise<RobustnessReport> {
  const processes = Math.min(count, availableParallelism());
  await build(optionsFor(child, root));
  const shares = Array.from({ length: processes }, (_, index): Share => {
    const own = Math.ceil((count - index) / processes);
    return { seed, first: first + index, count: own, step: processes };
  });
  return together(await Promise.all(shares.map(inOwnProcess)));
}

const child = reportBundle("test/reports/robustness-child.ts");

function inOwnProcess(share: Share): Promise<RobustnessReport> {
  const started = fork(join(root, child.output));
  return new Promise((resolve, reject) => {
    started.once("message", (report) => resolve(report as RobustnessReport));
    started.once("exit", (code) => reject(new Error(`A process ended with ${code} before its report.`)));
    started.send(share);
  });
}

function together(reports: readonly RobustnessReport[]): RobustnessReport {
  const sum = (of: (report: RobustnessReport) => number): number =>
    reports.reduce((total, report) => total + of(report), 0);
  return {
    sources: sum(({ sources }) => sources),
    thrown: reports.flatMap(({ thrown }) => thrown),
    slowest: slowestOf(reports.flatMap(({ slowest }) => slowest)),
    overLimit: sum(({ overLimit }) => overLimit),
    milliseconds: sum(({ milliseconds }) => milliseconds),
    heap: (reports[0]?.heap ?? []).map((_, tenth) =>
      Math.max(...reports.map(({ heap }) => heap[tenth] ?? 0)),
    ),
  };
}
