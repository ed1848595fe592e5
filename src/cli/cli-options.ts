import type { BudgetWord, GivenShape, Limit } from "../base/index.ts";
import type { PictureTheme } from "../protocol/index.ts";
import type { Settings } from "../settings/index.ts";

/** What a command line asks for, checked. */
export interface CliOptions {
  /** As written on the command line; "" for a command that takes none. */
  readonly file: string;
  /** All that are given: files, folders and patterns, for a command that takes several. */
  readonly files: readonly string[];
  readonly json: boolean;
  /** Shapes of the example inputs; null for the file's own. */
  readonly inputs: readonly GivenShape[] | null;
  /** A model's variable or class; null for all models. */
  readonly wanted: string | null;
  /** The commit to compare with, as written; null for the last one. */
  readonly base: string | null;
  readonly settings: Settings;
  /** Whether lints say something, too. */
  readonly advice: boolean;
  readonly threads: number;
  readonly memory: "normal" | "low";
  /** A .safetensors file or `random`, as written; null for the file beside the model's, if there is one. */
  readonly weights: string | null;
  /** A PNG or JPEG, as written; null if inputs are made from the seed. */
  readonly image: string | null;
  /** How the picture's bytes become numbers, as written; null for the usual way of the input's shape. */
  readonly normalization: string | null;
  /** A text file of class names or `none`, as written; null for the file beside the model's, if there is one. */
  readonly classes: string | null;
  /** The format's name, as written; null if the output's ending decides. */
  readonly format: string | null;
  readonly output: string | null;
  readonly theme: PictureTheme;
  /** What each model may cost at most, whatever its file says. */
  readonly limits: readonly { readonly word: BudgetWord; readonly limit: Limit }[];
  /** The file with the costs to compare with, as written. */
  readonly baseline: string | null;
  readonly updateBaseline: boolean;
  readonly watch: boolean;
  /** The language server speaks over standard input and output. */
  readonly stdio: boolean;
}
