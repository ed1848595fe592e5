import type { Machine } from "./machine.ts";
import type { ModuleCall } from "./records.ts";

/** How many calls of one instance are kept: a loop may call it thousands of times. */
const mostCalls = 16;

/**
 * Keeps a call of a module for those who show it. While an input is only being found, nothing has really been
 * called.
 */
export function noteCall(m: Machine, call: ModuleCall): void {
  if (m.recipesBeingWritten > 0) m.moduleCalls.push(call);
  const { module: state } = call.module;
  if (m.onApply !== null || state === null || state.calls.length >= mostCalls) return;
  state.calls.push({ inputs: call.inputs, outputs: call.outputs });
}
