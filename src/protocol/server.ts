import type { GivenShape } from "../base/index.ts";
import type { AgentRun, Answer } from "./agents.ts";
import type { ModelBeside } from "./diff.ts";
import type {
  BlockOffer,
  DeliveredModel,
  ModelDocument,
  ModelRef,
  ModelSummary,
  ModulePlace,
  WordedProblem,
} from "./document.ts";
import type { InstanceOffer, InstanceReference } from "./instances.ts";
import type { FileTests } from "./model-tests.ts";
import type { DrawnItem, DrawnPlace, OutlineItem } from "./outline.ts";
import type { Knobs, KnobsOf, KnobValues, TextChange, Trial } from "./what-if.ts";

/**
 * The extension's requests to the language server beyond LSP's own, by method name. In everything that the server
 * sends, `FileRange.file` and `WordedProblem.file` are URIs, and offsets count UTF-16 code units.
 */
export interface ServerRequests {
  /** The models of a file, in source order. */
  "cnnBlocks/models": {
    params: { readonly uri: string };
    result: readonly ModelSummary[];
  };
  /** One model with its graph and numbers; null where the file no longer has it. `held`: versions that need not be sent. */
  "cnnBlocks/model": {
    params: { readonly uri: string; readonly id: string; readonly held: readonly string[] };
    result: DeliveredModel | null;
  };
  /** One module of a model of the file as a model of its own, or why it cannot run. */
  "cnnBlocks/part": {
    params: ModulePlace & { readonly uri: string; readonly held: readonly string[] };
    result: Instantiated<DeliveredModel>;
  };
  /** The blocks that can run alone from this file: its own first, then the library's. */
  "cnnBlocks/blocks": {
    params: { readonly uri: string };
    result: readonly BlockOffer[];
  };
  /** Analyses an expression that constructs a module, as if it were called on the input at the end of the file. */
  "cnnBlocks/instantiate": {
    params: {
      readonly uri: string;
      readonly expression: string;
      readonly inputs: readonly GivenShape[];
      readonly held: readonly string[];
    };
    result: Instantiated<DeliveredModel>;
  };
  /** How the code of a named block or net comes into a file as the author's own. */
  "cnnBlocks/insertBlock": {
    params: InsertBlockRequest;
    result: InsertedBlock;
  };
  /** The models of a file with their modules and layers, for the tree beside the editor. */
  "cnnBlocks/outline": {
    params: { readonly uri: string };
    result: readonly OutlineItem[];
  };
  /** Where the preview draws what the hover at an offset is about, a place for each model that has it. */
  "cnnBlocks/drawnAt": {
    params: { readonly uri: string; readonly offset: number };
    result: readonly DrawnPlace[];
  };
  /** The hover of an item that the preview draws, as Markdown; null where the model is not of this version any more. */
  "cnnBlocks/drawnHover": {
    params: ModelRef & { readonly uri: string; readonly item: DrawnItem };
    result: string | null;
  };
  /**
   * What has become of a file's models since earlier texts, as `cnn-blocks diff` prints it; `base` names these. The text is
   * preliminary while it `lacks` files, which belong into `texts`: null for one that was not there.
   */
  "cnnBlocks/changes": {
    params: {
      readonly uri: string;
      readonly base: string;
      readonly texts: Readonly<Record<string, string | null>>;
    };
    result: { readonly text: string; readonly lacks: readonly string[] };
  };
  /** The numbers of a model that can be tried. */
  "cnnBlocks/knobs": {
    params: KnobsOf & { readonly uri: string };
    result: Knobs;
  };
  /** What a model would be with other numbers. The file is not touched. */
  "cnnBlocks/trial": {
    params: KnobsOf & { readonly uri: string; readonly values: KnobValues; readonly held: readonly string[] };
    result: Trial<DeliveredModel>;
  };
  /** What writes these numbers into the file, in the order of its text. */
  "cnnBlocks/trialEdits": {
    params: KnobsOf & { readonly uri: string; readonly values: KnobValues };
    result: readonly TextChange[];
  };
  /**
   * A model beside another one of the file, by id, or beside its own from earlier texts, where `other` is null. Null where
   * there is no such model. Like "cnnBlocks/changes", it is preliminary while it `lacks` files.
   */
  "cnnBlocks/beside": {
    params: {
      readonly uri: string;
      readonly id: string;
      readonly other: string | null;
      readonly texts: Readonly<Record<string, string | null>>;
      readonly held: readonly string[];
    };
    result: { readonly beside: ModelBeside<DeliveredModel> | null; readonly lacks: readonly string[] };
  };
  /** The tests of a file and their outcomes; null if there is no such file, or it does not use the library. */
  "cnnBlocks/tests": {
    params: { readonly uri: string };
    result: FileTests | null;
  };
  /** The summary of a file as `cnn-blocks summary` prints it. */
  "cnnBlocks/summary": {
    params: { readonly uri: string };
    result: { readonly text: string };
  };
  /** The instances of every class of the file that has several. */
  "cnnBlocks/instances": {
    params: { readonly uri: string };
    result: readonly InstanceOffer[];
  };
  /** From now on, the hints in that class speak of this instance. */
  "cnnBlocks/chooseInstance": {
    params: { readonly uri: string; readonly instance: InstanceReference };
    result: null;
  };
  /** What one of the tools for agents answers to what an agent gives it. `folders`: the addresses of those that it may read. */
  "cnnBlocks/tool": {
    params: { readonly name: string; readonly given: unknown; readonly folders: readonly string[] };
    result: Answer<string>;
  };
}

/** The server's requests to the extension, beyond LSP's own. */
export interface ClientRequests {
  /** Runs a model of a file in the preview's worker, because the server has no engine. */
  "cnnBlocks/run": {
    params: { readonly uri: string; readonly id: string };
    result: Answer<AgentRun>;
  };
}

export interface InsertBlockRequest {
  /** The file's text, and the line of the cursor in it, from 0. */
  readonly text: string;
  readonly line: number;
  /** The name of a block or net whose code is known. */
  readonly name: string;
}

export interface InsertedBlock {
  /** What has to be inserted first, by offsets into the text, so that the file imports what the block needs. */
  readonly imports: readonly { readonly at: number; readonly text: string }[];
  /** Where the snippet goes: an offset into the text with these imports. */
  readonly at: number;
  readonly snippet: string;
}

export type Instantiated<M = ModelDocument> =
  | { readonly ok: true; readonly model: M }
  | {
      readonly ok: false;
      /** Why there is no such model, as a sentence. */
      readonly reason: string;
      /** Problems of the call; none where the expression makes nothing that can be called. */
      readonly problems: readonly WordedProblem[];
    };

/** Notifications of the server to the extension. */
export interface ServerNotifications {
  /** A file was analysed: its models may have changed. */
  "cnnBlocks/analyzed": {
    readonly uri: string;
    readonly version: number;
    readonly models: readonly ModelSummary[];
    readonly problems: readonly WordedProblem[];
  };
}

/** The extension's commands that the server's code lenses invoke. */
export interface LensCommands {
  /** Runs a model of the file. */
  "cnnBlocks.runModel": readonly [uri: string, modelId: string];
  "cnnBlocks.openPreview": readonly [uri: string, modelId: string];
  "cnnBlocks.compareBlocks": readonly [uri: string, modelId: string];
  /** Runs a block of the file that is not a model yet, by its `BlockOffer.name`. */
  "cnnBlocks.runBlock": readonly [uri: string, name: string];
  /** Lets the author choose which instance of a class its hints speak of. */
  "cnnBlocks.chooseInstance": readonly [uri: string, className: string];
}
