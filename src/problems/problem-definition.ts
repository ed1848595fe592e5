import type { Shape } from "../ir/index.ts";

/** All about one kind of problem: its data, its sentence, its page. One file a code, one line in `index.ts`. */
export interface ProblemDefinition<C extends string = string, D extends object = object> {
  /** The file's name, too. */
  readonly code: C;
  readonly severity: Severity;
  /** Set for what is doubtful but runs: `check` prints it and still exits with 0. */
  readonly runs?: true;
  /** What is wrong, what came and what is expected, in one sentence or two. */
  sentence(data: D, op: RefusingOp): string;
  readonly page: ProblemPage;
}

/**
 * `information` is not a fault: something that only the analysis cannot follow, or that an author may like to know. A `hint`
 * is advice that an editor marks without a line in its list of problems.
 */
export type Severity = "error" | "warning" | "information" | "hint";

/** The op that refused, as sentences speak of it. */
export interface RefusingOp {
  /** `Conv2d` */
  readonly name: string;
  /** What it was given; nothing where its attributes alone are at fault. */
  readonly inputs: readonly Shape[];
}

/** Something that the library exports: as a member of a namespace such as `F`, or by itself. */
export interface LibraryName {
  readonly namespace: string | null;
  readonly name: string;
}

/** The code's section in PROBLEMS.md. Its examples are its first tests. */
export interface ProblemPage {
  /** What the problem means and how it usually comes about. */
  readonly meaning: string;
  /** A model file with exactly this problem. */
  readonly example: string;
  /** The same file as it should be; null where the fault lies outside the file. */
  readonly instead: string | null;
}
