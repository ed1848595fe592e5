import type { Value } from "../values/value.ts";
import type { LoopFrame, Running } from "./machine.ts";

/** What an author's `throw` throws; unwinds to the author's `catch`, or to the statement of the file. */
export class Thrown {
  readonly value: Value;
  /** Whether the library threw it, not the author. */
  readonly isLibrary: boolean;

  constructor(value: Value, isLibrary: boolean) {
    this.value = value;
    this.isLibrary = isLibrary;
  }
}

/** A loop that does not end; that loop catches it and the file goes on behind it. */
export class LoopStop {
  readonly loop: LoopFrame;

  constructor(loop: LoopFrame) {
    this.loop = loop;
  }
}

/** A recursion that does not end; the outermost call of the function catches it. */
export class RecursionStop {
  readonly code: Running;

  constructor(code: Running) {
    this.code = code;
  }
}

/** Too much of anything else; the statement of the file that began it catches it. */
export class BudgetStop {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}
