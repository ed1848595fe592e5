import type { FileRange } from "../../base/index.ts";
import type { SourceHost } from "../analysis.ts";
import type { Machine } from "../run/machine.ts";
import type { Library } from "./library.ts";
import type { Resolution } from "./resolve.ts";
import type { SourceFile } from "./source-file.ts";

/** What an analyzer keeps between analyses, and of the current one: above all the authors' files that it has read. */
export interface Program {
  readonly host: SourceHost;
  readonly library: Library;
  /** The library's. */
  readonly m: Machine;
  readonly files: Map<string, SourceFile>;
  /** Those that this analysis has run, in order. */
  readonly ran: Set<SourceFile>;
  /** What their imports mean, in this analysis. */
  readonly resolutions: Map<string, Resolution>;
  /** Packages that are not read and of which something was asked, in this analysis: where each is imported first. */
  readonly unread: Map<string, FileRange>;
}
