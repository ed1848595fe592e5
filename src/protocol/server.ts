import type { Range } from "../base/index.ts";
import type { BlockOffer, ModelDocument, ModelSummary, WordedProblem } from "./document.ts";

/**
 * Requests of the extension to the language server beyond LSP's own, by method name. URIs are strings. In everything
 * that the server sends, `FileRange.file` and `WordedProblem.file` are URIs too; offsets are UTF-16 code units.
 */
export interface ServerRequests {
  /** The models of a file, in source order. */
  "cnnBlocks/models": {
    params: { readonly uri: string };
    result: readonly ModelSummary[];
  };
  /** One model with its graph and numbers; null where the file no longer has it. */
  "cnnBlocks/model": {
    params: { readonly uri: string; readonly id: string };
    result: ModelDocument | null;
  };
  /** What can be run alone from this file: its own blocks first, then the library's. */
  "cnnBlocks/blocks": {
    params: { readonly uri: string };
    result: readonly BlockOffer[];
  };
  /** Analyses an expression that constructs a module as if it stood at the end of the file, called on the input. */
  "cnnBlocks/instantiate": {
    params: { readonly uri: string; readonly expression: string; readonly input: readonly number[] };
    result: Instantiated;
  };
  /** The summary of a file as `cnn-blocks summary` prints it. */
  "cnnBlocks/summary": {
    params: { readonly uri: string };
    result: { readonly text: string };
  };
}

export type Instantiated =
  | { readonly ok: true; readonly model: ModelDocument }
  | { readonly ok: false; readonly problems: readonly WordedProblem[] };

/** Notifications of the server to the extension. */
export interface ServerNotifications {
  /** A file was analysed anew: its models may have changed. */
  "cnnBlocks/analyzed": {
    readonly uri: string;
    readonly version: number;
    readonly models: readonly ModelSummary[];
    readonly problems: readonly WordedProblem[];
  };
}

/** Commands that the server's code lenses name; the extension owns them. */
export interface LensCommands {
  /** Runs a model of the file. */
  "cnnBlocks.runModel": readonly [uri: string, modelId: string];
  "cnnBlocks.openPreview": readonly [uri: string, modelId: string];
  "cnnBlocks.compareBlocks": readonly [uri: string, modelId: string];
  /** Runs a block of the file that is no model yet: `name` as `BlockOffer.name` has it. */
  "cnnBlocks.runBlock": readonly [uri: string, name: string];
}

/** Marks where the two sides of a selection meet: a range of the model file. */
export interface SourceSelection {
  readonly uri: string;
  readonly range: Range;
}
