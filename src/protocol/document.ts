import type { Range } from "../base/index.ts";
import type { Graph, ModulePath, NodeId, Report, Shape } from "../ir/index.ts";

/**
 * A model as the preview draws and runs it: plain data that the server makes and the host passes on. Documents are
 * large, so each side keeps those it was sent, and messages name a model by its `ModelRef`.
 */
export interface ModelDocument extends ModelSummary {
  /** Key of everything else in this document, made once by the server: two documents of one version are equal. */
  readonly version: string;
  /**
   * Key of what the model computes: equal as long as edits change neither its nodes nor how they are connected. What was
   * measured on one document holds for every other of the same key.
   */
  readonly computation: string;
  readonly graph: Graph;
  readonly report: Report;
  /** Which part of a model of the file it is; null for a whole model. */
  readonly part: ModelPart | null;
  /** The paths of the modules that can run alone as they are in this model. */
  readonly blocks: readonly ModulePath[];
  /** `fits where H and W are multiples of 16`: what its named sizes have to fulfil; null without a condition. */
  readonly conditions: string | null;
  /** What fills each input of the graph where a run is given nothing else: random numbers, or one number. */
  readonly fills: readonly ("random" | number)[];
  /** One per node, by id: `Conv2d 3×3, 64→128, stride 2`, its op's name and what sets it apart. */
  readonly titles: readonly string[];
  /** How `ops` describes each op of the graph, so that the preview does not depend on any op. */
  readonly ops: Readonly<Record<string, OpLabel>>;
  /** The errors and warnings of the file that are about this model. */
  readonly faults: readonly ModelFault[];
}

/** A problem, and what of a model it is about: a node of a drawn graph cannot be told from the problem's place alone. */
export interface ModelFault {
  readonly problem: WordedProblem;
  readonly nodes: readonly NodeId[];
  /** Their paths; "" where it is about the model as a whole. */
  readonly modules: readonly ModulePath[];
  /** Whether the figures go on with what a layer was declared for, though something else arrives at it. */
  readonly assumesDeclared: boolean;
}

/** A module of a model that runs alone, on inputs of the shapes that arrive at it there. */
export interface ModelPart extends ModulePlace {
  /** How many of its calls give something that the model uses. The part is the first of these calls. */
  readonly calls: number;
}

/** Names a module of a model of a file. */
export interface ModulePlace {
  /** `ModelSummary.id`. */
  readonly model: string;
  readonly path: ModulePath;
}

/** Names one version of one model. */
export interface ModelRef {
  /** `ModelSummary.id`. */
  readonly id: string;
  /** `ModelDocument.version`. */
  readonly version: string;
}

/** A document for a receiver that named the versions it holds. */
export interface DeliveredModel {
  readonly version: string;
  /** Null where the receiver holds this version. */
  readonly document: ModelDocument | null;
}

export interface ModelSummary {
  /** `Model.id` of the analysis: unchanged by edits elsewhere in the file. */
  readonly id: string;
  readonly name: string;
  readonly className: string;
  readonly inputs: readonly Shape[];
  /** What forward calls them, in the same order. */
  readonly inputNames: readonly string[];
  /** What the object that forward returns calls the outputs, in the order of the graph's; empty for one tensor or a list. */
  readonly outputNames: readonly string[];
  /** Where the example input came from. An assumed one is marked wherever its shape is shown. */
  readonly inputFrom: "call" | "comment" | "static" | "assumed";
  /** Whether it has symbolic sizes. Such a model is drawn and counted, but cannot run. */
  readonly symbolic: boolean;
  /** What it costs in short, as the totals say it: `11.7M params · 1.81 GMACs`. */
  readonly figures: string;
  /** What is not known of the model, in words: "bn is unknown: line 5". Where that is not null, it cannot run either. */
  readonly unknownWords: string | null;
  /** The model's call, construction or declaration in the file. */
  readonly range: Range | null;
}

export interface OpLabel {
  /** What it does, in a sentence. */
  readonly detail: string;
  /** `Category` of the op, for its colour and the legend. */
  readonly category: string;
}

/** A problem in words, with its line: for the preview's list and the command line. */
export interface WordedProblem {
  readonly code: string;
  readonly severity: "error" | "warning" | "information" | "hint";
  readonly message: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** The range, as offsets into the file's text. */
  readonly start: number;
  readonly end: number;
}

/** Something that `Run Block…` and `Compare Blocks…` offer. */
export interface BlockOffer {
  /** An expression that constructs it with example arguments: `new ResidualBlock(64, 128, 2)`. */
  readonly expression: string;
  readonly name: string;
  /** One line for the pick list. */
  readonly description: string;
  /** `file`: declared in the open file; `library`: a block or net of the block API. */
  readonly origin: "file" | "library";
  /** The input shape to suggest, as text: `1x64x56x56`. */
  readonly input: string;
}
