import type { Machine } from "../machine.ts";
import type { ModuleCall } from "../records.ts";

/** How many calls of one instance are kept: a loop may call it thousands of times. */
const mostCalls = 16;

/**
 * Keeps a call of a module for the editor to show. None is kept while the input of a model is only being found.
 */
export function noteCall(m: Machine, call: ModuleCall): void {
  if (m.recipesBeingWritten > 0) m.moduleCalls.push(call);
  const { module: state } = call.module;
  if (m.onApply !== null || state === null || state.calls.length >= mostCalls) return;
  state.calls.push({ inputs: call.inputs, outputs: call.outputs });
}
