import { type KernelBytes, randnInput } from "../../src/runtime/index.ts";
import type { Loaded } from "./engine.ts";
import { ourEngine } from "./our-engine.ts";

/** A block at one width and size. */
export interface GrowthCase {
  readonly block: string;
  /** Height and width of the input. */
  readonly side: number;
  readonly width: number;
  readonly inputShape: readonly number[];
  readonly graph: unknown;
  readonly macs: number;
}

export interface GrowthTime extends Omit<GrowthCase, "graph" | "inputShape"> {
  /** Of all steps, without handing over input and output; a tenth of the runs are faster. */
  readonly milliseconds: number;
}

/** Runs all cases in turns, so that a busy moment of the machine hits them all. */
export async function measureGrowth(
  kernels: KernelBytes,
  cases: readonly GrowthCase[],
  milliseconds: number,
): Promise<readonly GrowthTime[]> {
  const engine = ourEngine(kernels);
  const runners: Runner[] = [];
  for (const one of cases) {
    const input = randnInput(one.inputShape, 1);
    runners.push({ one, input, loaded: await engine.prepare(one)(), times: [] });
  }
  const end = performance.now() + milliseconds * cases.length;
  for (let round = 0; round < 8 || performance.now() < end; round++) {
    for (const runner of runners) await runBriefly(runner, round > 2);
  }
  for (const { loaded } of runners) await loaded.dispose();
  return runners.map(({ one, times }) => {
    const { block, side, width, macs } = one;
    times.sort((a, b) => a - b);
    return { block, side, width, macs, milliseconds: times[Math.floor(times.length / 10)] ?? 0 };
  });
}

interface Runner {
  readonly one: GrowthCase;
  readonly input: Float32Array;
  readonly loaded: Loaded;
  readonly times: number[];
}

/** Small blocks several times in a row, since after the others' turn no cache holds anything of theirs. */
const least = 3;

async function runBriefly({ input, loaded, times }: Runner, counts: boolean): Promise<void> {
  const started = performance.now();
  for (let run = 0; run < 3 || performance.now() - started < least; run++) {
    loaded.forget?.();
    await loaded.run(input);
    const layers = loaded.layers?.() ?? [];
    const time = layers.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
    if (counts && run > 0) times.push(time);
  }
}
