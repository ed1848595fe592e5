import { allowLoop, outOfSteps, tick, tooLarge } from "./budget.ts";
import { limits } from "./limits.ts";
import type { Machine } from "./machine.ts";
import type { LoopFrame, LoopLimit } from "./stops.ts";

/** How many steps of a loop are followed before it matters how long it will take. */
const patience = 24_000;

/** How many of its iterations may end the loop under conditions that are not known. */
const mostWaiting = 127;

/**
 * Why a loop is not followed any further, asked before each iteration; undefined where it is. `left` is how far its
 * condition is from failing, where that can be seen. A loop that comes nearer to its end is granted the steps for the rest
 * if the file can afford them. Any other is given up after a while. The layers that it makes pay for themselves.
 */
export function whyGiveUp(
  m: Machine,
  loop: LoopFrame,
  left: () => number | undefined,
): LoopLimit | undefined {
  const { iterations, seen: before } = loop;
  // To look at powers of two costs nothing, and at most doubles what is done in vain.
  if ((iterations & (iterations - 1)) !== 0) return undefined;
  loop.seen = { left: left(), iterations };
  // Each arm that waits for the end of the loop makes the next one more expensive.
  if (m.pendings.length - loop.pendings >= mostWaiting) return "steps";
  if (m.steps - loop.steps < patience) return undefined;
  const rest = restOf(before, loop.seen);
  if (rest === undefined) return "steps";
  const times = rest / iterations;
  if (m.nodes + (m.nodes - loop.nodes) * times > limits.nodes) return "layers";
  if (m.modules.length + (m.modules.length - loop.modules) * times > limits.modules) return "layers";
  const unpaid = Math.max(0, m.steps - loop.steps - (m.paid - loop.paid));
  const granted = m.unfollowed.size > 0 ? limits.grantedWhenCut : limits.granted;
  if (m.steps - m.paid + unpaid * times > granted) return "steps";
  allowLoop(m, 2 * unpaid * times + patience);
  return undefined;
}

/** The steps spent on a loop that is given up are granted again to the code after it; for the first few loops only. */
export function forgive(m: Machine, loop: LoopFrame): void {
  if (m.unfollowed.size <= limits.cuts) allowLoop(m, m.stepLimit - loop.steps);
}

/** How many iterations there will be at the present pace; undefined where the end comes no nearer. */
function restOf(before: LoopFrame["seen"], now: LoopFrame["seen"]): number | undefined {
  if (before.left === undefined || now.left === undefined || now.left >= before.left) return undefined;
  const pace = (before.left - now.left) / (now.iterations - before.iterations);
  return now.left / pace;
}

/** A loop that begins now. */
export function newLoop(m: Machine, place: LoopFrame["place"]): LoopFrame {
  const seen = { left: undefined, iterations: 0 };
  return {
    place,
    steps: m.steps,
    paid: m.paid,
    pendings: m.pendings.length,
    nodes: m.nodes,
    modules: m.modules.length,
    iterations: 0,
    seen,
  };
}

/** Counts the steps of a loop of the host's that has so many iterations; it is cut off where they will be too many. */
export function stepsOf(m: Machine, iterations: number): () => void {
  const loop = newLoop(m, null);
  return () => {
    tick(m);
    loop.iterations += 1;
    const limit = whyGiveUp(m, loop, () => iterations - loop.iterations);
    if (limit === "layers") tooLarge(m);
    if (limit === "steps") outOfSteps(m);
  };
}
