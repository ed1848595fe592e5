import type { AnalyzerProblemCode, Problem } from "../../analyzer/index.ts";
import type { OpProblemCode } from "../../ops/index.ts";

/** How one kind of fault is told. One file a code, one line in `index.ts`. */
export interface Diagnostic<C extends DiagnosticCode = DiagnosticCode> {
  readonly code: C;
  readonly severity: Severity;
  /** One sentence: what was expected, what came, and why, from the problem's data. */
  message(problem: Problem): string;
  readonly doc: DiagnosticDoc;
}

/** Every code that a problem can have. */
export type DiagnosticCode = OpProblemCode | AnalyzerProblemCode;

/** `information` is for what only the analysis cannot do; the others are faults of the model. */
export type Severity = "error" | "warning" | "information";

/** The code's page in the documentation; its examples are its first tests. */
interface DiagnosticDoc {
  /** What the fault means and why the computation cannot go on. */
  readonly meaning: string;
  /** A model file with exactly this fault. */
  readonly example: string;
  /** The same file as it should be; null where the fault lies outside the file. */
  readonly instead: string | null;
}
