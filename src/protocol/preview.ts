import type { FileRange } from "../base/index.ts";
import type { CostUnit, NodeId, StepTime, TensorStatistics } from "../ir/index.ts";
import type { ModelBeside } from "./diff.ts";
import type { ModelDocument, ModelRef, ModelSummary, ModulePlace, WordedProblem } from "./document.ts";
import type { DrawnItem } from "./outline.ts";
import type { Knobs, KnobsOf, KnobValues, Trial } from "./what-if.ts";

/** What the preview's page answers and listens to. */
export interface PageSide {
  readonly requests: {
    /** Runs one model, or several on one input to compare them. A newer run cancels it. */
    readonly run: {
      readonly params: RunRequest;
      readonly progress: RunProgress;
      readonly result: RunOutcome;
    };
    /** Puts the model in view beside what it was at the last commit. */
    readonly compareWithCommit: { readonly params: null; readonly result: null };
    /** Shows a layer or block of a model of the file in view. */
    readonly showItem: { readonly params: ItemPlace & { readonly as: ShownAs }; readonly result: null };
    /** Writes the model in view as a file of a format (`exportFormats`). The host saves it. */
    readonly exportFile: {
      readonly params: {
        readonly format: string;
        /** Of weights that no file has. */
        readonly seed: number;
      };
      readonly result: ExportedFile;
    };
  };
  readonly events: {
    /** A document that the page lacks and the next `show` names: it need not ask for it. */
    readonly hold: ModelDocument;
    /** The state of the file after an edit, a change of model or a reload: everything there is to draw. */
    readonly show: ShownFile;
    /** The cursor moved: mark the layer or block written there. Null clears the mark. */
    readonly selectSource: { readonly at: FileRange | null };
  };
}

/** What the extension answers to the page and hears from it. */
export interface HostSide {
  readonly requests: {
    /** Documents of models that a message named and the page lacks. Null where the file has moved on since. */
    readonly documents: {
      readonly params: { readonly versions: readonly string[] };
      readonly result: readonly (ModelDocument | null)[];
    };
    /** The weights and class names of a model's runs, as their files are now. */
    readonly companions: { readonly params: ModelPlace; readonly result: Companions };
    /** Lets the author choose a file for a model. It is remembered. */
    readonly chooseCompanion: {
      readonly params: { readonly place: ModelPlace; readonly kind: CompanionKind };
      readonly result: Companions;
    };
    /** Remembers a file of a model by its address, or with null that it shall have none. */
    readonly rememberCompanion: {
      readonly params: {
        readonly place: ModelPlace;
        readonly kind: CompanionKind;
        readonly uri: string | null;
      };
      readonly result: Companions;
    };
    /** The bytes of a companion from one place to before another. */
    readonly readFile: {
      readonly params: { readonly uri: string; readonly from: number; readonly to: number };
      readonly result: ArrayBuffer;
    };
    /** A model beside another one of the file, or, where `other` is null, beside what it was at the last commit; else why not. */
    readonly beside: {
      readonly params: { readonly model: string; readonly other: string | null };
      readonly result: ModelBeside<ModelRef> | string;
    };
    /** The numbers that can be tried of the file's model. */
    readonly knobs: { readonly params: KnobsOf; readonly result: Knobs };
    /** What the model would be with other numbers. The file is not touched. */
    readonly trial: {
      readonly params: KnobsOf & { readonly values: KnobValues };
      readonly result: Trial<ModelRef>;
    };
    /** Writes the numbers into the file, which can be undone there; a sentence where it cannot be done. */
    readonly applyTrial: {
      readonly params: KnobsOf & { readonly values: KnobValues };
      readonly result: string | null;
    };
    /** What the editor's hover says of an item of a model of the file in view, as Markdown; null where it does not know the model. */
    readonly hover: {
      readonly params: ModelRef & { readonly item: DrawnItem };
      readonly result: string | null;
    };
    /** Lets the author choose a file; null where they choose none. */
    readonly openFile: {
      readonly params: { readonly kind: FileKind };
      readonly result: OpenedFile | null;
    };
  };
  readonly events: {
    /** The page has loaded and listens. */
    readonly ready: null;
    /** The author wants to see where a layer or block is written. */
    readonly reveal: { readonly at: FileRange };
    /** The author wants to see where a problem of the list is. */
    readonly revealProblem: { readonly problem: WordedProblem };
    /** The author picked another model of the file. */
    readonly pickModel: { readonly id: string };
    /** The graph is laid out and drawn. */
    readonly drawn: Drawn;
    /** A button of the page asks for one of the extension's commands. */
    readonly command: { readonly command: "runBlock" | "compareBlocks" | "runModel" };
    /** The author wants to run a block of the graph by itself. */
    readonly runBlock: ModulePlace;
    /** To the clipboard. */
    readonly copyText: { readonly text: string };
    /** The page has put a picture on the clipboard. */
    readonly copiedPicture: null;
    /** The author wants the model in view as a file; a format of null leaves the choice to a list. */
    readonly exportFile: { readonly format: string | null };
    /** An error of the page itself. */
    readonly failed: { readonly message: string };
  };
}

/** Names a layer or a module of a model, as the model tree does. */
export interface ItemPlace extends ModulePlace {
  /** Of a layer; null for a module. */
  readonly node: NodeId | null;
}

/** A block alone, the side panel with what is known of it, or the table with its layers. */
export type ShownAs = "alone" | "figures" | "table";

/** Names a model, or a block that runs apart from the models of its file. */
export interface ModelPlace {
  readonly uri: string;
  /** `ModelSummary.id`. */
  readonly model: string;
  readonly apart: boolean;
}

export type CompanionKind = "weights" | "classes";

export interface CompanionFile {
  readonly uri: string;
  readonly name: string;
  readonly bytes: number;
  /** In milliseconds since 1970. */
  readonly modified: number;
}

/** A file that belongs to the runs of a model. */
export interface Companion extends CompanionFile {
  /** `beside`: found by its name beside the model's file; `chosen` by the author. */
  readonly origin: "beside" | "chosen";
  /** Why it cannot be used, as a sentence. */
  readonly problem?: string;
}

export interface ClassNames extends Companion {
  /** One for each class, in order. */
  readonly names: readonly string[];
}

export interface Companions {
  /** A .safetensors file. */
  readonly weights: Companion | null;
  readonly classes: ClassNames | null;
}

export type FileKind = "picture";

export interface OpenedFile {
  readonly name: string;
  readonly bytes: ArrayBuffer;
}

/** How many documents the page holds: enough for a comparison and the models that an author switches between. */
export const documentsHeld = 16;

export interface ShownFile {
  readonly uri: string;
  readonly fileName: string;
  readonly models: readonly ModelSummary[];
  /** The model in view; null where the file has none (yet). */
  readonly model: ModelRef | null;
  /** Whether the text has a syntax error and `model` is of the text before it, of which more was known. */
  readonly halfTyped: boolean;
  readonly problems: readonly WordedProblem[];
  readonly units: CostUnit;
  /** Whether the preview keeps this file and model whatever the author turns to; not, where it is left out. */
  readonly pinned?: boolean;
}

export interface RunRequest {
  /** One is run alone; several are compared. */
  readonly models: readonly ModelRef[];
  /** Every model starts from this seed. */
  readonly seed: number;
  /** Timed runs after the warm-up. */
  readonly runs: number;
}

/** How far a run is. */
export interface RunProgress {
  /**
   * `reading` a weights file and then `packing` its weights, or `making` random ones, packed as they are made: all of these
   * count bytes. Then the `steps` run.
   */
  readonly phase: "reading" | "making" | "packing" | "steps";
  readonly done: number;
  readonly total: number;
}

/** What the picture consists of, for tests and the status bar. */
export interface Drawn {
  /** `ModelSummary.id`. */
  readonly model: string;
  readonly nodes: number;
  readonly edges: number;
  readonly folded: number;
}

export type ExportedFile =
  | {
      readonly kind: "done";
      readonly name: string;
      readonly content: string | ArrayBuffer;
      /** Where the weights in it come from; null for a file without weights. */
      readonly weights: ExportedWeights | null;
    }
  | { readonly kind: "refused"; readonly message: string };

/** Where exported weights come from: all from the seed without a file, else those that the file does not fit. */
export interface ExportedWeights {
  readonly seed: number;
  readonly fit: WeightsFit | null;
}

export type RunOutcome =
  | { readonly kind: "done"; readonly results: readonly ModelRun[] }
  | { readonly kind: "cancelled" }
  | { readonly kind: "refused"; readonly message: string };

/** One model's run. Its tensors stay in the page's worker. */
export interface ModelRun {
  readonly name: string;
  readonly outputs: readonly TensorStatistics[];
  /** How many runs were timed: as many as requested, or more for a small model. */
  readonly runs: number;
  /** Their median, in milliseconds. */
  readonly milliseconds: number;
  /** The first run, which is not counted among them. */
  readonly warmUpMilliseconds: number;
  readonly steps: readonly StepTime[];
  /** The build of the kernel that ran: `relaxed SIMD, 1 thread`. */
  readonly backend: string;
  readonly arenaBytes: number;
  /** The first node whose output has a NaN or an infinity, where an output of the model has one. */
  readonly firstNotFinite: NodeId | null;
  /** How the weights file fitted; null where all weights were random. */
  readonly weights: WeightsFit | null;
}

/** What of a weights file a model took. */
export interface WeightsFit {
  /** The file's name. */
  readonly file: string;
  /** How many of the model's tensors came from it. */
  readonly matched: number;
  /** Those that the file lacks; they are random. */
  readonly missing: readonly string[];
  /** Those that it has in another shape or type, as sentences; they are random, too. */
  readonly misfits: readonly string[];
  /** The file's tensors that the model has not. */
  readonly surplus: readonly string[];
}
