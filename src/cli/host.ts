import type { KernelBytes } from "../runtime/index.ts";

/** What a command line runs in. */
export interface CliHost {
  /** Relative files start here. */
  readonly folder: string;
  readonly library: Readonly<Record<string, string>>;
  readKernels(): Promise<KernelBytes>;
  /** To standard output. */
  readonly print: (text: string) => unknown;
  /** To standard error. */
  readonly complain: (text: string) => unknown;
}
