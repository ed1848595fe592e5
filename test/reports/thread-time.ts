import { readFileSync } from "node:fs";

/** What something took, in milliseconds: of a processor, and by the clock. */
export interface Took {
  readonly cpu: number;
  readonly wall: number;
}

/** What a run takes of a processor, which does not depend on what else the machine does. */
export function timeOf(run: () => void): Took {
  const [wallBefore, cpuBefore] = [performance.now(), threadMilliseconds()];
  run();
  const [cpu, wall] = [threadMilliseconds() - cpuBefore, performance.now() - wallBefore];
  return { cpu: Math.min(cpu, wall), wall };
}

/** The processor time of this thread in milliseconds: of Node where it can say so, else of Linux; else the clock's. */
function threadMilliseconds(): number {
  const { threadCpuUsage } = process as { threadCpuUsage?: () => { user: number; system: number } };
  if (threadCpuUsage !== undefined) {
    const { user, system } = threadCpuUsage.call(process);
    return (user + system) / 1000;
  }
  try {
    return Number(readFileSync("/proc/thread-self/schedstat", "utf8").split(" ")[0]) / 1e6;
  } catch {
    return performance.now();
  }
}
