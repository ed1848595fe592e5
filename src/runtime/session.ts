import type { NodeId } from "../ir/index.ts";
import type { Parameter } from "../passes/index.ts";
import { wordsFor } from "./backend.ts";
import { elements } from "./elements.ts";
import { RuntimeFault } from "./faults.ts";
import { type CancelSignal, now, turn } from "./host.ts";
import { instantiate, type Kernels, makeCall } from "./make-call.ts";
import { readPlace } from "./place.ts";
import type { Plan, PlanInput, Step } from "./plan.ts";
import { type Profile, profileRuns } from "./profile.ts";
import { randnInput } from "./random.ts";
import { formTeam, type StartThread, type Team } from "./threads.ts";
import { packConstant } from "./weights/pack.ts";
import { rowPacker } from "./weights/pack-rows.ts";
import { parameterValues, type Weights } from "./weights/parameters.ts";

export interface SessionOptions {
  /** A build of the kernel that this host validates (see `chooseBackend`). */
  readonly kernel: WebAssembly.Module;
  /** Its name, for reports. */
  readonly backend?: string;
  /** Weights by full name; parameters that are missing are made from the seed. */
  readonly weights?: Weights;
  /** What makes weights and inputs that nobody gives; 0 where left out. */
  readonly seed?: number;
  /** Starts the plan's further threads; the kernel has to be a build for shared memory then. */
  readonly startThread?: StartThread;
}

/** A plan with its weights and its memory, ready to run any number of times, one run at a time. */
export interface Session {
  readonly plan: Plan;
  /** Which build of the kernel runs, on how many threads: `relaxed SIMD, 1 thread`. */
  readonly backend: string;
  /**
   * Bytes of the session's memory; it never grows. Once an output was not finite, the plan without fast algorithms has a
   * memory of its own.
   */
  readonly memoryBytes: number;
  /**
   * Runs the plan. Throws a RuntimeFault: `wrong-input`, `cancelled` (the session stays usable), `busy`,
   * `disposed`.
   */
  run(inputs?: Inputs, options?: RunOptions): Promise<RunResult>;
  /**
   * Runs to warm up, then at least `runs` times measured, 5 where left out; small models as often as goes into a tenth of
   * a second. The median of the whole and a mean of each step.
   */
  profile(runs?: number, options?: RunOptions): Promise<Profile>;
  /** Frees the memory. */
  dispose(): void;
}

/** By the arguments that they stand for, null or missing where the seed shall fill them; or the only one. */
export type Inputs = Float32Array | readonly (Float32Array | null)[];

export interface RunOptions {
  /** Told after every step; of all steps anew where a run is made again for the sake of a NaN or an infinity. */
  readonly onStep?: ((progress: StepProgress) => void) | undefined;
  /**
   * Checked after every step. With this or `onStep` the host gets a turn every 12 milliseconds, in which a message may
   * set it; a run without both keeps the thread until it ends.
   */
  readonly signal?: CancelSignal | undefined;
  /** Nodes whose feature maps are wanted. */
  readonly keep?: Iterable<NodeId>;
}

export interface StepProgress {
  readonly done: number;
  readonly total: number;
  readonly nodes: readonly NodeId[];
  readonly milliseconds: number;
}

export interface RunResult {
  readonly outputs: readonly OutputTensor[];
  readonly steps: readonly StepTime[];
  /** The sum of all steps, in milliseconds. */
  readonly milliseconds: number;
  /** What `keep` asked for. A node that is computed inside another one's step has no map of its own. */
  readonly kept: ReadonlyMap<NodeId, KeptValue>;
}

export type KeptValue =
  | { readonly kind: "map"; readonly tensor: OutputTensor }
  | { readonly kind: "fused"; readonly into: NodeId };

/** Row-major, NCHW. */
export interface OutputTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export interface StepTime {
  /** The nodes that the step computes; several where the plan fused them. */
  readonly nodes: readonly NodeId[];
  readonly milliseconds: number;
}

/**
 * Longest stretch without a turn for the host, in milliseconds: a click on Cancel waits this long and one
 * step.
 */
const longestStretch = 12;

/** Allocates the plan's memory once and packs the weights into it. Throws a RuntimeFault where it cannot. */
export function createSession(plan: Plan, options: SessionOptions): Session {
  const { backend = "kernel", startThread } = options;
  // The one thing that holds the memory: a session that is closed but still held by somebody must not keep it.
  let machine: Machine | null = buildMachine(plan, options);
  const threads = startThread === undefined ? 1 : plan.threads;
  let running = false;

  const openMachine = (): Machine => {
    if (machine === null) throw new RuntimeFault("disposed", "The session is closed.");
    return machine;
  };

  async function run(inputs: Inputs = [], runOptions: RunOptions = {}): Promise<RunResult> {
    openMachine();
    if (running) throw new RuntimeFault("busy", "A run of this session is still going on.");
    running = true;
    try {
      // Who asked goes on first, and may still cancel or close the session.
      await null;
      return await runPlan(openMachine(), listOf(inputs), runOptions, openMachine);
    } finally {
      running = false;
    }
  }

  return {
    plan,
    backend: `${wordsFor(backend)}, ${threads === 1 ? "1 thread" : `${threads} threads`}`,
    memoryBytes: machine.memory.byteLength,
    run,
    profile: (runs, runOptions) => profileRuns(run, runs, runOptions),
    dispose() {
      machine?.team?.stop();
      machine = null;
    },
  };
}

function buildMachine(plan: Plan, options: SessionOptions): Machine {
  const { weights = new Map(), seed = 0, startThread } = options;
  const threads = startThread === undefined ? 1 : plan.threads;
  const memory = allocate(plan, threads > 1);
  const kernel = instantiate(options.kernel, memory);
  fillConstants(plan, kernel, memory.buffer, weights, seed);
  for (const call of plan.setup) makeCall(kernel, call);
  const calls = plan.steps.flatMap((step) => step.calls);
  const team =
    startThread === undefined || threads === 1
      ? null
      : formTeam(startThread, { kernel: options.kernel, memory, calls, threads });
  return { plan, kernel, team, memory: memory.buffer, seed };
}

function listOf(inputs: Inputs): readonly (Float32Array | null)[] {
  return inputs instanceof Float32Array ? [inputs] : inputs;
}

interface Machine {
  readonly plan: Plan;
  readonly kernel: Kernels;
  readonly team: Team | null;
  readonly memory: ArrayBuffer;
  readonly seed: number;
}

function allocate(plan: Plan, shared: boolean): WebAssembly.Memory {
  const pages = Math.ceil(plan.memory.bytes / 65_536);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
  } catch {
    const megabytes = Math.ceil(plan.memory.bytes / 1e6);
    throw new RuntimeFault("out-of-memory", `${plan.name} needs ${megabytes} MB, and the host refused them.`);
  }
}

/**
 * A parameter may serve several constants (weights and bias of one fold): its numbers are kept as long as
 * needed.
 */
function fillConstants(
  { constants, memory: { arena } }: Plan,
  kernel: Kernels,
  memory: ArrayBuffer,
  weights: Weights,
  seed: number,
): void {
  const small = new Map<string, Float32Array>();
  const read = (parameter: Parameter): Float32Array => {
    const values = small.get(parameter.name) ?? parameterValues(parameter, weights, seed);
    if (values.length <= 65_536) small.set(parameter.name, values);
    return values;
  };
  const packer = rowPacker(kernel, new Float32Array(memory, arena.address, Math.floor(arena.bytes / 4)));
  for (const constant of constants) packConstant(memory, constant, read, packer);
}

async function runPlan(
  machine: Machine,
  inputs: readonly (Float32Array | null)[],
  { onStep, signal, keep = [] }: RunOptions,
  assertOpen: () => unknown,
): Promise<RunResult> {
  const { plan, memory } = machine;
  // Whoever is told of a step, or has a turn, may cancel the run or close the session, whose threads are gone then.
  const assertWanted = (): void => {
    assertOpen();
    if (signal?.aborted) throw new RuntimeFault("cancelled", "The run was cancelled.");
  };
  fillInputs(machine, inputs);
  const wanted = new Set(keep);
  const kept = new Map<NodeId, KeptValue>();
  keepValues(machine, wanted, -1, kept);
  const steps: StepTime[] = [];
  // A turn costs up to a millisecond; where nobody watches or cancels it would change nothing.
  const isWatched = onStep !== undefined || signal !== undefined;
  let lastTurn = now();
  let firstCall = 0;
  for (const [index, step] of plan.steps.entries()) {
    assertWanted();
    const milliseconds = timeStep(machine, step, firstCall);
    firstCall += step.calls.length;
    steps.push({ nodes: step.nodes, milliseconds });
    if (wanted.size > 0) keepValues(machine, wanted, index, kept);
    onStep?.({ done: index + 1, total: plan.steps.length, nodes: step.nodes, milliseconds });
    if (!isWatched || now() - lastTurn < longestStretch) continue;
    await turn();
    lastTurn = now();
  }
  assertWanted();
  const outputs = plan.outputs.map(({ place }) => ({ shape: place.shape, data: readPlace(memory, place) }));
  return { outputs, steps, milliseconds: steps.reduce((sum, step) => sum + step.milliseconds, 0), kept };
}

function timeStep({ kernel, team }: Machine, { calls }: Step, firstCall: number): number {
  const started = now();
  for (const [index, call] of calls.entries()) {
    if (team === null) makeCall(kernel, call);
    else team.make(kernel, firstCall + index);
  }
  return now() - started;
}

function fillInputs({ plan, memory, seed }: Machine, given: readonly (Float32Array | null)[]): void {
  const wanted = plan.inputs.filter(({ argument }) => argument !== null).length;
  if (given.length > wanted) {
    throw new RuntimeFault("wrong-input", `${given.length} inputs were given; the model takes ${wanted}.`);
  }
  for (const input of plan.inputs) {
    const values = input.argument === null ? null : (given[input.argument] ?? null);
    const count = elements(input.shape);
    if (values !== null && values.length !== count) {
      const expected = `${count} numbers for ${input.shape.join("×")}`;
      throw new RuntimeFault(
        "wrong-input",
        `An input of ${values.length} numbers was given; it takes ${expected}.`,
      );
    }
    new Float32Array(memory, input.address, count).set(values ?? madeInput(input, seed));
  }
}

function madeInput({ fill, shape }: PlanInput, seed: number): Float32Array {
  if (fill.kind === "random") return randnInput(shape, seed, fill.stream);
  return new Float32Array(elements(shape)).fill(fill.value);
}

/** Copies what stands after this step (−1: before the first) and is asked for. */
function keepValues(
  { plan, memory }: Machine,
  wanted: ReadonlySet<NodeId>,
  step: number,
  kept: Map<NodeId, KeptValue>,
): void {
  for (const id of wanted) {
    const value = plan.values[id];
    if (value === undefined) continue;
    if (value.kind === "fused") {
      if (step < 0) kept.set(id, { kind: "fused", into: value.into });
    } else if ((value.kind === "step" ? value.step : -1) === step) {
      const { shape } = value.place;
      kept.set(id, { kind: "map", tensor: { shape, data: readPlace(memory, value.place) } });
    }
  }
}
