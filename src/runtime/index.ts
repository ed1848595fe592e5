export type { OutputTensor, Profile, RunResult, Weights } from "../ir/index.ts";
export {
  type Backend,
  backendNames,
  chooseBackend,
  chooseThreadedBackend,
  type KernelBytes,
  threadedBackendNames,
} from "./backend/backend.ts";
export * from "./explain/index.ts";
export { type FaultCode, RuntimeFault } from "./faults.ts";
export { argumentNamed, constantsOf } from "./inspect-plan.ts";
export type * from "./plan.ts";
export { compilePlan } from "./planner/compile-plan.ts";
export { requirePlan } from "./planner/require-plan.ts";
export { randnInput } from "./random.ts";
export {
  openSession,
  type Session,
  type SessionOptions,
  type Threading,
} from "./session/open-session.ts";
export { type ProfileOptions, profile } from "./session/profile.ts";
export type { KeptValue, SessionResult, SessionRunOptions } from "./session/run-plan.ts";
export { runThread, type StartThread, type ThreadTask } from "./session/threads.ts";
export { tensorStatistics } from "./tensor-statistics.ts";
export { weightOf } from "./weight-of.ts";
