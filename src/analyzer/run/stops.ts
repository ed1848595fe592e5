import type { FileRange } from "../../base/index.ts";
import type { FunctionCode, Value } from "../values/value.ts";

/** A function or class that is being run or constructed. */
export type Running = Pick<FunctionCode, "name" | "isLibrary" | "place">;

export interface LoopFrame {
  /** The loop's head in an author's file; null in the library. */
  readonly place: FileRange | null;
  /** Whether its condition is a plain `true` or missing, and nothing in it leaves it. */
  readonly isForever: boolean;
  /** How many ops had been applied before it. */
  readonly nodes: number;
  iterations: number;
}

/** The errors that the host itself throws. */
export type ErrorName = "TypeError" | "RangeError" | "SyntaxError" | "URIError" | "ReferenceError";

/** What an author's `throw` throws; unwinds to the author's `catch`, or to the statement of the file. */
export class Thrown {
  readonly value: Value;
  /** Whether the library threw it, not the author. */
  readonly isLibrary: boolean;
  /** The author's `throw`; null where the library threw, or where it has been reported already. */
  readonly place: FileRange | null;

  constructor(value: Value, isLibrary: boolean, place: FileRange | null) {
    this.value = value;
    this.isLibrary = isLibrary;
    this.place = place;
  }
}

/** A loop that certainly does not end; that loop catches it and the file goes on behind it. */
export class LoopStop {
  readonly loop: LoopFrame;

  constructor(loop: LoopFrame) {
    this.loop = loop;
  }
}

/** A loop that takes too long to follow: the analysis begins anew and does not follow it. */
export class UnfollowedLoop {
  readonly place: FileRange;

  constructor(place: FileRange) {
    this.place = place;
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
