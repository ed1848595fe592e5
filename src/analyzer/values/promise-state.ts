import type { FileRange } from "../../base/index.ts";

/** How far a promise of a value is, and what waits for it. */
export interface PromiseOf<Value> {
  status: "pending" | "fulfilled" | "rejected";
  value: Value;
  /** Where what it was rejected with was thrown, and where the promise itself was made. */
  thrownAt: FileRange | null;
  readonly madeAt: FileRange | null;
  readonly waiting: (() => void)[];
  /** Whether something waits, or has waited, for it. */
  isHandled: boolean;
  /** Whether it was settled under a condition that began after it was made, so that it may not be settled at all. */
  isOpen: boolean;
  /** What it may have waited for before it was settled: while any of these is not settled, it may not be, either. */
  readonly mayFollow: PromiseOf<Value>[];
}
