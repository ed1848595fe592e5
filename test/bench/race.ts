import type { BenchModel, Engine, Loaded, Measurement } from "./engine.ts";

/**
 * Runs engines on one net in turns, so that a busy moment of the machine hits them all: warm-up apart, then rounds of
 * one run each; medians. In no time, only the first outputs are measured.
 */
export async function race(
  engines: readonly Engine[],
  model: BenchModel,
  input: Float32Array,
  milliseconds: number,
): Promise<readonly Measurement[]> {
  const runners: Runner[] = [];
  for (const engine of engines) runners.push(await start(engine, model, input));
  const [reference = new Float32Array()] = runners.map(({ output }) => output);
  for (const runner of runners) checkOutput(runner, model, reference);
  if (milliseconds > 0) {
    await rounds(runners, input, milliseconds / 3);
    for (const { times, loaded } of runners) {
      times.length = 0;
      loaded.forget?.();
    }
    await rounds(runners, input, milliseconds);
  }
  const measurements = runners.map((runner) => measured(runner, model, reference));
  for (const { loaded } of runners) await loaded.dispose();
  return measurements;
}

/** Of the largest magnitude in the output. */
const mostDifference = 1e-4;

interface Runner {
  readonly engine: Engine;
  readonly loaded: Loaded;
  readonly firstOutput: number;
  readonly output: Float32Array;
  readonly times: number[];
}

async function start(engine: Engine, model: BenchModel, input: Float32Array): Promise<Runner> {
  const load = engine.prepare(model);
  const started = performance.now();
  const loaded = await load();
  const stored = await loaded.run(input);
  const firstOutput = performance.now() - started;
  const output = loaded.ordered?.(stored) ?? stored;
  return { engine, loaded, firstOutput, output, times: [] };
}

/** An engine that computes something else is not comparable. */
function checkOutput({ engine, output }: Runner, { name }: BenchModel, reference: Float32Array): void {
  const difference = differenceOf(output, reference);
  if (difference <= mostDifference) return;
  throw new Error(
    `${engine.name} is off by ${difference.toExponential(1)} of the largest output on ${name}.`,
  );
}

/**
 * Threads that have just worked go on looking for work for a while, which would slow down the next engine: between two
 * runs everybody rests.
 */
const rest = 15;

/** At least five rounds, however long they take. */
async function rounds(runners: readonly Runner[], input: Float32Array, milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds * runners.length;
  const isThreaded = runners.some(({ loaded }) => loaded.backend?.endsWith("threads"));
  for (let round = 0; round < 5 || performance.now() < end; round++) {
    for (const { loaded, times } of runners) {
      if (isThreaded) await new Promise((resolve) => setTimeout(resolve, rest));
      const started = performance.now();
      await loaded.run(input);
      const elapsed = performance.now() - started;
      times.push(loaded.took?.() ?? elapsed);
    }
  }
}

function measured(
  { engine, loaded, firstOutput, output, times }: Runner,
  model: BenchModel,
  reference: Float32Array,
): Measurement {
  const sorted = [...times].sort((a, b) => a - b);
  return {
    engine: engine.name,
    isNative: engine.isNative ?? false,
    backend: loaded.backend,
    memoryBytes: loaded.memoryBytes,
    model: model.name,
    median: sorted[sorted.length >> 1] ?? 0,
    best: sorted[0] ?? 0,
    firstOutput,
    difference: differenceOf(output, reference),
    layers: loaded.layers?.() ?? [],
  };
}

function differenceOf(output: Float32Array, reference: Float32Array): number {
  let [largest, difference] = [0, output.length === reference.length ? 0 : Number.POSITIVE_INFINITY];
  for (const [index, value] of reference.entries()) {
    largest = Math.max(largest, Math.abs(value));
    difference = Math.max(difference, Math.abs(value - (output[index] ?? Number.NaN)));
  }
  return difference / largest;
}
