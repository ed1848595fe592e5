import type { KernelBytes, Threading } from "../runtime/index.ts";

/** What a command line runs in. */
export interface CliHost {
  /** Relative files start here. */
  readonly folder: string;
  readonly library: Readonly<Record<string, string>>;
  readKernels(): Promise<KernelBytes>;
  /** How many threads can compute at once. */
  readonly cores: number;
  /** What a run on several threads needs; undefined where it is not there. */
  readThreading(): Promise<Threading | undefined>;
  /** To standard output. */
  readonly print: (text: string) => unknown;
  /** To standard error. */
  readonly complain: (text: string) => unknown;
}
