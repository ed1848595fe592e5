import type { CliOptions } from "../cli-options.ts";
import type { CliHost } from "../host.ts";

/** One command of the command line. One file a command, one line in `index.ts`. */
export interface Command {
  readonly name: string;
  /** For the help. */
  readonly summary: string;
  /** How many files it takes; one if left out. Several may be folders and patterns, too. */
  readonly files?: "several" | "none";
  /** For the reference: what may follow `cnn-blocks`, and what it does. */
  readonly examples: readonly { readonly arguments: string; readonly comment: string }[];
  /** Returns the exit code. Throws a UsageError if the command line is wrong. */
  run(options: CliOptions, host: CliHost): number | Promise<number>;
}
