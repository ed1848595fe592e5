import type { NodeId } from "../../ir/index.ts";
import type { Call, Constant, PlanMemory, TensorPlace } from "../plan.ts";
import { roomToPack } from "../weights/pack.ts";
import type { Draft, DraftCall, Reference, Value } from "./draft.ts";
import { type MemoryPlan, planMemory } from "./plan-memory.ts";

/** The first page is the kernel's own: its tables of constants. */
const kernelBytes = 65_536;

/** Vector loads may reach behind a buffer's end, though what they find there is not used. */
const slackBytes = 64;

/** Addresses for every buffer of a draft. */
export interface Settled {
  readonly memory: PlanMemory;
  readonly constants: readonly Constant[];
  readonly place: (value: Value) => TensorPlace;
  readonly call: (call: DraftCall) => Call;
}

/** Constants one after the other, then the arena, in which buffers share memory by when they live. */
export function settle(draft: Draft, outputs: readonly NodeId[]): Settled {
  const addresses = new Map<number, number>();
  const constants: Constant[] = [];
  let next = kernelBytes;
  draft.buffers.forEach(({ bytes, content }, buffer) => {
    if (content === null) return;
    addresses.set(buffer, next);
    constants.push({ address: next, bytes, content });
    next += Math.ceil(bytes / 64) * 64;
  });
  const arena = next;
  // Before the first run the arena is where weights are packed.
  const room = constants.reduce((most, constant) => Math.max(most, roomToPack(constant)), 0);
  const plan = placeActivations(draft, outputs, (buffer, offset) => addresses.set(buffer, arena + offset));
  const arenaBytes = Math.max(plan.bytes, room);
  const address = ({ buffer, offset }: Reference): number => (addresses.get(buffer) ?? 0) + offset;
  return {
    memory: {
      bytes: arena + arenaBytes + slackBytes,
      constants: { address: kernelBytes, bytes: arena - kernelBytes },
      arena: { address: arena, bytes: arenaBytes },
      largestLiveSet: plan.largestLiveSet,
    },
    constants,
    place: ({ at, layout, shape, plane, image }) => ({
      ...{ address: address(at), layout, shape, plane, image },
      stored: shape,
      channelsLast: false,
    }),
    call: ({ kernel, args, count, advance, split }) => ({
      kernel,
      args: args.map((argument) => (typeof argument === "number" ? argument : address(argument))),
      count,
      advance,
      split,
    }),
  };
}

/**
 * A buffer lives from the first step that touches it to the last; inputs from the start, outputs to the end.
 */
function placeActivations(
  draft: Draft,
  outputs: readonly NodeId[],
  place: (buffer: number, offset: number) => void,
): MemoryPlan {
  const spans = new Map<number, { from: number; to: number }>();
  const touch = (buffer: number, step: number): void => {
    if (draft.buffers[buffer]?.content !== null) return;
    const span = spans.get(buffer);
    spans.set(buffer, { from: Math.min(span?.from ?? step, step), to: Math.max(span?.to ?? step, step) });
  };
  draft.steps.forEach(({ calls, output, stage }, step) => {
    if (stage.lowering.family === "source") touch(output.at.buffer, -1);
    touch(output.at.buffer, step);
    for (const argument of calls.flatMap(({ args }) => args)) {
      if (typeof argument !== "number") touch(argument.buffer, step);
    }
  });
  for (const id of outputs) {
    for (const value of Object.values(draft.values.get(id) ?? {})) touch(value.at.buffer, draft.steps.length);
  }
  const buffers = [...spans.keys()];
  const plan = planMemory(
    [...spans].map(([buffer, span]) => ({ ...span, bytes: draft.buffers[buffer]?.bytes ?? 0 })),
  );
  for (const [index, buffer] of buffers.entries()) place(buffer, plan.offsets[index] ?? 0);
  return plan;
}
