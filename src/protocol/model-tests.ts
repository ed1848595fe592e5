import type { FileRange, Range } from "../base/index.ts";

/** The tests of a file for VS Code's Testing view. */
export interface FileTests {
  /** One test for the whole file, because a problem may concern several of its models. */
  readonly problems: ModelTest;
  readonly models: readonly TestedModel[];
}

export interface TestedModel {
  /** `ModelSummary.id` */
  readonly id: string;
  readonly name: string;
  /** One for each limit of its budget, in the order of the text. */
  readonly budgets: readonly ModelTest[];
  /** The shapes that a run should give, `1×1000`; null where it cannot run. */
  readonly outputs: readonly string[] | null;
}

export interface ModelTest {
  /** Tells it from the others of the same model or file. */
  readonly id: string;
  /** What should hold: `params ≤ 5M`. */
  readonly label: string;
  /** Where the author wrote that it should; null where it always should. */
  readonly range: Range | null;
  readonly outcome: TestOutcome;
}

export type TestOutcome =
  | { readonly kind: "passed"; readonly words: string }
  | { readonly kind: "failed"; readonly faults: readonly TestFault[] }
  /** Not decided, because something is not known. */
  | { readonly kind: "open"; readonly words: string };

export interface TestFault {
  readonly message: string;
  readonly at: FileRange;
}
