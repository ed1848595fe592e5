import type { Graph, LoadOptions } from "../../src/ir/index.ts";
import {
  chooseBackend,
  type KernelBytes,
  openSession,
  type RunResult,
  requirePlan,
  type Session,
  type Threading,
} from "../../src/runtime/index.ts";
import { testWeights } from "../support/test-values.ts";
import type { BenchModel, Engine, LayerTime, Loaded } from "./engine.ts";

/** `threading` with `threads` above 1: see the runtime's `SessionOptions`. */
export function ourEngine(kernels: KernelBytes, options: OurOptions = {}): OurEngine {
  return {
    name: options.name ?? "CNN Blocks",
    prepare: ({ graph }) => {
      const weights = testWeights(graph as Graph);
      const { threading } = options;
      return async () => {
        const plan = requirePlan(graph as Graph, options);
        return loaded(openSession(plan, { kernel: kernels, weights, threading }));
      };
    },
  };
}

interface OurOptions extends Pick<LoadOptions, "memory" | "threads"> {
  readonly name?: string;
  readonly threading?: Threading | undefined;
}

/** It needs nothing of a model but the graph. */
interface OurEngine extends Engine {
  prepare(model: Pick<BenchModel, "graph">): () => Promise<Loaded>;
}

function loaded(session: Session): Loaded {
  const results: RunResult[] = [];
  return {
    backend: session.backend,
    memoryBytes: session.memoryBytes,
    async run(input) {
      const result = await session.run([input]);
      results.push(result);
      return result.outputs[0]?.data ?? new Float32Array();
    },
    async dispose() {
      session.dispose();
    },
    forget() {
      results.length = 0;
    },
    layers: () => session.plan.steps.map((step, index) => layer(step, index, results)),
  };
}

function layer(
  step: {
    readonly algorithm: string;
    readonly output: { readonly shape: readonly number[] };
    readonly macs: number;
  },
  index: number,
  results: readonly RunResult[],
): LayerTime {
  const times = results.map(({ steps }) => steps[index]?.milliseconds ?? 0).sort((a, b) => a - b);
  const { algorithm, output, macs } = step;
  return { algorithm, output: output.shape.join("×"), macs, milliseconds: times[times.length >> 1] ?? 0 };
}

/** Floating-point operations a second, in thousands of millions, that the bare multiply–add loop reaches here. */
export function measureLimit(kernels: KernelBytes): number {
  const { kernel } = chooseBackend(kernels);
  const memory = new WebAssembly.Memory({ initial: 4 });
  const { f32_limit: run } = new WebAssembly.Instance(kernel, { env: { memory } }).exports;
  if (typeof run !== "function") throw new Error("The kernel has no f32_limit.");
  let best = Number.POSITIVE_INFINITY;
  for (const begun = performance.now(); performance.now() - begun < 300; ) {
    const started = performance.now();
    run(1e6, 0.999, 0.1);
    best = Math.min(best, performance.now() - started);
  }
  return 96 / best;
}
