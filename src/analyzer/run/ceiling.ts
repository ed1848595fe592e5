import { limits } from "./limits.ts";

/** How far a file has come, and how far it may go. */
interface Limited {
  readonly isBroken: boolean;
  readonly steps: number;
  readonly allowed: number;
  readonly letterSteps: number;
  ceiling: number;
  stepLimit: number;
}

/**
 * After an error, a file may take no more steps than any usual net needs, whatever its layers and loops pay for: where it
 * runs, it stops there, so the rest is followed for help alone.
 */
export function limitAfterError(m: Limited): void {
  m.ceiling = Math.min(m.ceiling, m.steps + limits.stepsAfterError + m.letterSteps);
  m.stepLimit = Math.min(m.stepLimit, m.ceiling);
}

/** Begins a further statement of a file: after an error, each may take a few steps. */
export function beginStatement(m: Limited): void {
  if (m.isBroken || !Number.isFinite(m.ceiling)) return;
  m.ceiling = Math.max(m.ceiling, m.steps + limits.stepsAStatement);
  m.stepLimit = Math.min(m.allowed, m.ceiling);
}
