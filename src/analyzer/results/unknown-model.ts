import { isFault } from "../../problems/index.ts";
import type { SourceFile } from "../program/source-file.ts";
import { type Machine, report } from "../run/machine.ts";
import { looksLikeModelCall } from "../syntax/index.ts";

/**
 * Reports why a file without a model has none, where it calls something unknown on a tensor. Whatever else was told of the file
 * says why already.
 */
export function reportUnknownModel(m: Machine, path: string): void {
  if (m.problems.size > 0) return;
  const call = m.unknownCalls.find(({ at }) => at.file === path);
  if (call !== undefined) report(m, { code: "unknown-model", at: call.at, data: { reason: call.reason } });
}

/** Reports the models that a file has beside those that are known, unless a fault may be behind it. */
export function reportOtherModels(m: Machine, { parsed }: SourceFile): void {
  if ([...m.problems.values()].some(({ code }) => isFault(code))) return;
  const told = new Set([...m.problems.values()].map(({ at }) => at.start));
  for (const { at, reason } of m.unknownCalls) {
    if (at.file !== parsed.path || told.has(at.start)) continue;
    if (looksLikeModelCall(parsed, at)) report(m, { code: "unknown-model", at, data: { reason } });
  }
}
