import type { Weights } from "../../ir/index.ts";
import type { Parameter } from "../../passes/index.ts";
import { byteSize } from "../../words/index.ts";
import { RuntimeFault } from "../faults.ts";
import { type Kernels, makeCall, newKernels } from "../make-call.ts";
import type { Plan } from "../plan.ts";
import { packConstant, type Reader } from "../weights/pack.ts";
import { rowPacker } from "../weights/pack-rows.ts";
import { type NewRoom, parameterValues } from "../weights/parameters.ts";
import { formTeam, type StartThread, type Team } from "./threads.ts";

/** A plan in its memory: weights packed, tables filled, threads started. */
export interface LoadedPlan {
  readonly plan: Plan;
  readonly kernel: Kernels;
  readonly team: Team | null;
  readonly memory: ArrayBuffer;
  readonly seed: number;
}

export interface PlanLoading {
  /** A build that this host validates; for shared memory where there is `startThread`. */
  readonly kernel: WebAssembly.Module;
  readonly weights: Weights;
  readonly seed: number;
  readonly startThread: StartThread | undefined;
  /** Called while the weights are made and packed, with the bytes that are done and all there are. */
  readonly onWeights?: WeightsProgress | undefined;
}

export type WeightsProgress = (done: number, total: number) => void;

/** Throws a RuntimeFault: `out-of-memory`, `wrong-weights`. */
export function loadPlan(plan: Plan, loading: PlanLoading): LoadedPlan {
  const { kernel: build, seed, startThread } = loading;
  const threads = startThread === undefined ? 1 : plan.threads;
  const memory = allocate(plan, threads > 1);
  const kernel = newKernels(build, memory);
  fillConstants(plan, kernel, memory.buffer, loading);
  for (const call of plan.setup) makeCall(kernel, call);
  const calls = plan.steps.flatMap((step) => step.calls);
  const team =
    startThread === undefined || threads === 1
      ? null
      : formTeam(startThread, { kernel: build, memory, calls, threads });
  return { plan, kernel, team, memory: memory.buffer, seed };
}

function allocate(plan: Plan, shared: boolean): WebAssembly.Memory {
  const pages = Math.ceil(plan.memory.bytes / 65_536);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
  } catch {
    throw new RuntimeFault(
      "out-of-memory",
      `${plan.name} needs ${byteSize(plan.memory.bytes)} of memory, which could not be allocated.`,
    );
  }
}

/** Parameters of at most so many numbers are kept until all constants are filled: a norm's are read for several of them. */
const mostKept = 65_536;

function fillConstants(
  { constants, memory: { arena } }: Plan,
  kernel: Kernels,
  memory: ArrayBuffer,
  { weights, seed, onWeights = () => {} }: PlanLoading,
): void {
  const reader = readerOf(weights, seed);
  const packer = rowPacker(kernel, memory, arena.address);
  const total = constants.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  onWeights(done, total);
  for (const constant of constants) {
    packConstant(memory, constant, reader, packer);
    done += constant.bytes;
    onWeights(done, total);
  }
}

/** Large parameters that are read once share one stretch of memory: getting new memory for each can take as long as filling it. */
function readerOf(weights: Weights, seed: number): Reader {
  const small = new Map<string, Float32Array>();
  let stretch = new Float32Array(0);
  const ofOne: NewRoom = (count) => {
    if (count <= mostKept) return new Float32Array(count);
    if (stretch.length < count) stretch = new Float32Array(count);
    return stretch.subarray(0, count);
  };
  const reading = (newRoom?: NewRoom) => (parameter: Parameter) => {
    const values = small.get(parameter.name) ?? parameterValues(parameter, weights, seed, newRoom);
    if (values.length <= mostKept) small.set(parameter.name, values);
    return values;
  };
  return { read: reading(), readOnce: reading(ofOne) };
}
