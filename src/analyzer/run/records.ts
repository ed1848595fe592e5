import type { FileRange, Range } from "../../base/index.ts";
import type { Dim, Shape } from "../../ir/index.ts";
import type { FactRole, PlacedProblem } from "../analysis.ts";
import type { Node } from "../syntax/index.ts";
import type { Meeting } from "../values/join.ts";
import type { Mark, Reads, World } from "../values/journal.ts";
import type {
  ArmDoubt,
  Completion,
  Frame,
  FunctionValue,
  Made,
  ObjectValue,
  PromiseState,
  TensorValue,
  UnknownValue,
  Value,
} from "../values/value.ts";
import type { Thrown } from "./stops.ts";

/* What a machine keeps of what has happened. */

/** A `try` whose body runs. */
export interface Try {
  readonly forks: number;
  readonly pendings: number;
  /** How many errors may have come of unknown values, and when the last one did, by the journal's clock. */
  errors: number;
  clock: number;
}

/** An arm that ended early (`return`, `break`, `continue`, or a `throw` that is caught) while the other goes on. */
export interface Pending {
  readonly mark: Mark;
  readonly world: World;
  readonly completion: NonNullable<Completion> | ThrowCompletion;
  readonly meeting: Meeting;
  readonly doubt: ArmDoubt;
}

interface ThrowCompletion {
  readonly kind: "throw";
  readonly thrown: Thrown;
}

/** What a promise may be rejected with instead of what is known of it, and what there is then instead of what is known. */
export interface PerhapsThrown {
  readonly thrown: Thrown;
  readonly why: UnknownValue;
  readonly worlds: readonly World[];
  /** Reported problems whose errors certainly reject it; the rest of the function is followed all the same, so that it keeps its hints. */
  readonly faults?: readonly Fault[];
}

/** A problem that was reported although what it throws only rejects a promise. */
export interface Fault {
  /** That of `problemKey`. */
  readonly key: string;
  readonly problem: PlacedProblem | undefined;
  isWithdrawn: boolean;
}

/** An arm that threw what nothing in its async function catches, or what such a function waits for may throw. */
export interface ThrownArm extends PerhapsThrown {
  readonly mark: Mark;
  world: World;
}

/** A step of an async function that may run later than the analysis follows it. */
export interface LateStep {
  /** Since when; null as long as it certainly runs now. */
  mark: Mark | null;
  /** Whether an arm of a condition has waited for anything. */
  isDue: boolean;
  /** What the function may have awaited and what may not have been settled at that time. */
  readonly mayFollow: PromiseState[];
}

/** A function that the file passed to a test runner, with the arguments that the runner calls it with, as far as they are known. */
export interface GivenTest {
  readonly test: FunctionValue;
  readonly args: readonly Value[];
}

/** What runs at a later time: a timeout, an interval, an immediate. */
export interface Timer {
  readonly handle: ObjectValue;
  readonly run: () => void;
  /** After how many milliseconds it runs, and when next on the clock of the analysis; infinite where that is not known. */
  readonly delay: number;
  at: number;
  readonly isInterval: boolean;
  /** How often it has run. */
  runs: number;
  /** Why it may not be waiting; null where it certainly is. */
  why: UnknownValue | null;
}

/** A call of a module from outside every forward: that is what makes it a model. */
export interface RootCall {
  readonly root: ObjectValue;
  readonly inputs: readonly Value[];
  readonly output: Value;
  readonly frame: Frame | null;
  /** Every application of an op during the call, in order. */
  readonly applied: readonly Made[];
  /** What tensors held before the call, and after it, by what they were made as. */
  readonly statesBefore: ReadonlyMap<Made, Made>;
  readonly statesAfter: ReadonlyMap<Made, Made>;
}

/** A call of a module, with the shapes of its input and output tensors. */
export interface ModuleCall {
  readonly module: ObjectValue;
  readonly inputs: readonly Shape[];
  readonly outputs: readonly Shape[];
}

/** A regrouping that puts the batch among the features. */
export interface Fold {
  readonly op: string;
  readonly at: FileRange;
  readonly from: Shape;
  readonly to: Shape;
  readonly batch: Dim;
  /** Whether something takes its numbers for features: a layer with parameters, or rows that mix images. */
  isRead: boolean;
  /** Whether the batch became the first axis again later. */
  isRestored: boolean;
}

/** A part of the syntax that an editor may ask about. */
export interface FactSite {
  readonly node: Node;
  readonly range: Range;
  readonly role: FactRole;
}

export interface Observation {
  readonly site: FactSite;
  /** Distinct ones only. */
  readonly values: Value[];
  /** Further tensors of a shape that is among the values: other models' nodes. */
  readonly tensors: TensorValue[];
  visits: number;
}

/** A call of an author's function that changed nothing: called again, it would give the same. */
export interface RememberedCall {
  readonly self: Value;
  readonly result: Value;
  /** What it read that is older than the call. */
  readonly reads: Reads;
  /** Whether its problems were reported. */
  readonly isCertain: boolean;
  /** Where its facts went. */
  readonly observations: Map<FactSite, Observation>;
  readonly observed: Range | null;
}
