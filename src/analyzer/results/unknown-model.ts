import { type Machine, report } from "../run/machine.ts";

/**
 * Reports why a file without a model has none, where it calls something unknown on a tensor. Whatever else was told of the file
 * says why already.
 */
export function reportUnknownModel(m: Machine, path: string): void {
  if (m.problems.size > 0) return;
  const call = m.unknownCalls.find(({ at }) => at.file === path);
  if (call !== undefined) report(m, { code: "unknown-model", at: call.at, data: { reason: call.reason } });
}
