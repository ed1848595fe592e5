import type { FileRange } from "../../base/index.ts";
import type { FunctionCode, Value } from "../values/value.ts";

/** A function or class that is being run or constructed. */
export type Running = Pick<FunctionCode, "name" | "isLibrary" | "place" | "chooses">;

export interface LoopFrame {
  /** The loop's head in an author's file; null in the library. */
  readonly place: FileRange | null;
  /** What there was before it, and what others did while it waited: steps, and those that layers pay for. */
  steps: number;
  paid: number;
  /** How many arms waited before it. */
  readonly pendings: number;
  /** What there was before it, of applied ops and of modules. */
  readonly nodes: number;
  readonly modules: number;
  iterations: number;
  /** How far its condition was from failing when that was last looked at, where that could be seen. */
  seen: { readonly left: number | undefined; readonly iterations: number };
}

/** What a loop has too much of to be followed. */
export type LoopLimit = "steps" | "layers";

/** The errors that the host itself throws. */
export type ErrorName = "Error" | "TypeError" | "RangeError" | "SyntaxError" | "URIError" | "ReferenceError";

/** What an author's `throw` throws; unwinds to the author's `catch`, or to the statement of the file. */
export class Thrown {
  readonly value: Value;
  /** Whether the library threw it, not the author. */
  readonly isLibrary: boolean;
  /** The author's `throw`; null where the library threw, or where it has been reported already. */
  readonly place: FileRange | null;
  /** Whether it only stands for what an unknown value may throw. */
  readonly isPerhaps: boolean;

  constructor(value: Value, isLibrary: boolean, place: FileRange | null, isPerhaps = false) {
    this.value = value;
    this.isLibrary = isLibrary;
    this.place = place;
    this.isPerhaps = isPerhaps;
  }
}

/** A loop that certainly does not end; that loop catches it and the file goes on behind it. */
export class LoopStop {
  readonly loop: LoopFrame;

  constructor(loop: LoopFrame) {
    this.loop = loop;
  }
}

/** A recursion that does not end; the outermost call of the function catches it. */
export class RecursionStop {
  readonly code: Running;
  /** Whether a condition that is not known decides how deep it goes. */
  readonly isOpen: boolean;

  constructor(code: Running, isOpen: boolean) {
    this.code = code;
    this.isOpen = isOpen;
  }
}

/** Too much of anything else; the statement of the file that began it catches it. */
export class BudgetStop {
  readonly reason: string;
  /** The call that was too much, where it is known. */
  readonly place: FileRange | null;

  constructor(reason: string, place: FileRange | null) {
    this.reason = reason;
    this.place = place;
  }
}
