import type { Model } from "../../analyzer/index.ts";
import type { View } from "../../ide/index.ts";
import type { Parameter } from "../../passes/index.ts";
import type { PictureTheme } from "../../protocol/index.ts";
import type { CliHost } from "../host.ts";

/** What a file is made from. */
export interface ExportJob {
  readonly view: View;
  readonly model: Model;
  /** The values of a weight: the author's, else made from the seed. */
  readonly read: (parameter: Parameter) => Float32Array;
  readonly theme: PictureTheme;
  readonly host: CliHost;
}

/** The content of the file, or a sentence that says why there is none. */
export type Exported =
  | { readonly ok: true; readonly content: Uint8Array | string }
  | { readonly ok: false; readonly message: string };

export interface FileFormat {
  /** The ending of its files, too. */
  readonly name: string;
  /** Whether it holds weights, so that nothing of the model may be unknown. */
  readonly hasWeights: boolean;
  write(job: ExportJob): Exported | Promise<Exported>;
}
