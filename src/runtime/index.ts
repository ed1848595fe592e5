export {
  type Backend,
  backendNames,
  chooseBackend,
  chooseThreadedBackend,
  type KernelBytes,
  threadedBackendNames,
} from "./backend.ts";
export { type FaultCode, RuntimeFault } from "./faults.ts";
export type { CancelSignal } from "./host.ts";
export { argumentNamed, constantsOf } from "./inspect-plan.ts";
export { load } from "./load.ts";
export type { LoadOptions } from "./load-options.ts";
export type * from "./plan.ts";
export { compilePlan, type PlanOptions } from "./planner/compile-plan.ts";
export type { Profile } from "./profile.ts";
export { randnInput } from "./random.ts";
export {
  createSession,
  type KeptValue,
  type OutputTensor,
  type RunOptions,
  type RunResult,
  type Session,
  type SessionOptions,
  type StepProgress,
  type StepTime,
} from "./session.ts";
export { runThread, type StartThread, type ThreadTask } from "./threads.ts";
export type { Weights } from "./weights/parameters.ts";
