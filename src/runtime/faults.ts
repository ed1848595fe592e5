/** Why a run cannot be; every fault that a caller can cause has a code that stays. */
export type FaultCode =
  | "unknown-shape"
  | "faulty-graph" // not a graph, or its layers do not fit together
  | "unsupported"
  | "too-much-memory"
  | "out-of-memory" // the host could not allocate memory that is within the plan's limit
  | "no-backend" // no build of the kernel validates here
  | "wrong-input" // another number of inputs, or of elements
  | "wrong-option" // an impossible number of threads, an unknown word for the memory, a seed that is no number
  | "wrong-weights" // not a Map of Float32Array, or a tensor has another number of elements than its parameter
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

/** Throws a RuntimeFault `wrong-option` unless the value of an option is fine. */
export function checkOption(isFine: boolean, option: string, value: unknown, expected: string): void {
  if (isFine) return;
  const given = typeof value === "string" ? JSON.stringify(value) : String(value);
  throw new RuntimeFault("wrong-option", `${option} is ${given}; it has to be ${expected}.`);
}
