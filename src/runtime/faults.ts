/** Why a run cannot be; every fault that a caller can cause has a code that stays. */
export type FaultCode =
  | "unknown-shape"
  | "faulty-graph" // it is none, or its layers do not fit together
  | "unsupported"
  | "too-much-memory"
  | "out-of-memory" // the host refused memory that the plan may have
  | "no-backend" // no build of the kernel validates here
  | "wrong-input" // data: another number of inputs, or of elements
  | "wrong-option" // a number of threads that cannot be, an unknown word for the memory, a seed that is no number
  | "wrong-weights" // no Map of Float32Array, or a tensor has another number of elements than its parameter
  | "cancelled"
  | "busy" // a run is still going on
  | "disposed";

/** What the runtime throws at the caller's fault. */
export class RuntimeFault extends Error {
  readonly code: FaultCode;

  constructor(code: FaultCode, message: string) {
    super(message);
    this.name = "RuntimeFault";
    this.code = code;
  }
}
