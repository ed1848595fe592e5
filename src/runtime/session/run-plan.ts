import type { Inputs, NodeId, OutputTensor, RunOptions, RunResult, StepTime } from "../../ir/index.ts";
import { elements } from "../elements.ts";
import { RuntimeFault } from "../faults.ts";
import { now, yieldToHost } from "../host.ts";
import { makeCall } from "../make-call.ts";
import type { PlanInput, Step } from "../plan.ts";
import { randInput, randnInput } from "../random.ts";
import type { LoadedPlan } from "./loaded-plan.ts";
import { readTensor } from "./read-tensor.ts";

export interface SessionRunOptions extends RunOptions {
  /** Nodes whose feature maps are wanted. */
  readonly keep?: Iterable<NodeId>;
  /**
   * Stops once all of `keep` is there; the result has no outputs then. Only for inputs that the session has run before: whether
   * fast algorithms may be used is known from the outputs.
   */
  readonly stopWhenKept?: boolean;
}

export interface SessionResult extends RunResult {
  /** What `keep` asked for. A node that is computed inside another one's step has no map of its own. */
  readonly kept: ReadonlyMap<NodeId, KeptValue>;
}

export type KeptValue =
  | { readonly kind: "map"; readonly tensor: OutputTensor }
  | { readonly kind: "fused"; readonly into: NodeId };

/** The longest a watched run keeps the host waiting, in milliseconds: a click on Cancel waits this long and one step. */
const longestStretch = 12;

/** One run. `assertOpen` throws once the session is closed, whose threads are gone then. */
export async function runPlan(
  loaded: LoadedPlan,
  inputs: Inputs,
  { onStep, signal, keep = [], stopWhenKept = false }: SessionRunOptions,
  assertOpen: () => unknown,
): Promise<SessionResult> {
  const { plan, memory } = loaded;
  // Both `onStep` and other work of the host may cancel the run or close the session.
  const assertWanted = (): void => {
    assertOpen();
    if (signal?.aborted) throw new RuntimeFault("cancelled", "The run was cancelled.");
  };
  fillInputs(loaded, inputs instanceof Float32Array ? [inputs] : inputs);
  const wanted = new Set(keep);
  const kept = new Map<NodeId, KeptValue>();
  keepValues(loaded, wanted, -1, kept);
  const steps: StepTime[] = [];
  // Yielding costs up to a millisecond, so do it only for a caller that can cancel or wants progress.
  const isWatched = onStep !== undefined || signal !== undefined;
  let yielded = now();
  let firstCall = 0;
  for (const [index, step] of plan.steps.entries()) {
    assertWanted();
    const milliseconds = timeStep(loaded, step, firstCall);
    firstCall += step.calls.length;
    steps.push({ nodes: step.nodes, milliseconds });
    if (wanted.size > 0) keepValues(loaded, wanted, index, kept);
    if (stopWhenKept && wanted.size > 0 && kept.size === wanted.size) break;
    onStep?.({ done: index + 1, total: plan.steps.length, nodes: step.nodes, milliseconds });
    if (!isWatched || now() - yielded < longestStretch) continue;
    await yieldToHost();
    yielded = now();
  }
  assertWanted();
  const made = steps.length === plan.steps.length ? plan.outputs : [];
  const outputs = made.map(({ place }) => ({ shape: place.shape, data: readTensor(memory, place) }));
  return { outputs, steps, milliseconds: steps.reduce((sum, step) => sum + step.milliseconds, 0), kept };
}

function timeStep({ kernel, team }: LoadedPlan, { calls }: Step, firstCall: number): number {
  const started = now();
  for (const [index, call] of calls.entries()) {
    if (team === null) makeCall(kernel, call);
    else team.make(kernel, firstCall + index);
  }
  return now() - started;
}

function fillInputs({ plan, memory, seed }: LoadedPlan, givenInputs: readonly (Float32Array | null)[]): void {
  const wanted = plan.inputs.filter(({ argument }) => argument !== null).length;
  if (givenInputs.length > wanted) {
    throw new RuntimeFault(
      "wrong-input",
      `${givenInputs.length} inputs were given; the model takes ${wanted}.`,
    );
  }
  for (const input of plan.inputs) {
    const values = input.argument === null ? null : (givenInputs[input.argument] ?? null);
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
  switch (fill.kind) {
    case "normal":
      return randnInput(shape, seed, fill.stream);
    case "uniform":
      return randInput(shape, seed, fill.stream);
    case "numbers":
      return Float32Array.from(fill.values);
    case "constant":
      return new Float32Array(elements(shape)).fill(fill.value);
  }
}

/** Copies the wanted values that this step (−1: before the first) has made. */
function keepValues(
  { plan, memory }: LoadedPlan,
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
      kept.set(id, { kind: "map", tensor: { shape, data: readTensor(memory, value.place) } });
    }
  }
}
