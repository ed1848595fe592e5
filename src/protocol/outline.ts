import type { FileRange } from "../base/index.ts";
import type { ModulePath, NodeId } from "../ir/index.ts";

/** A model, a module or a layer, as the tree beside the editor lists it. */
export interface OutlineItem {
  /** The file that was analysed; its own source may be in another. */
  readonly file: string;
  /** `ModelSummary.id`, and the path within the model: unchanged by edits elsewhere. */
  readonly model: string;
  readonly path: string;
  /** Of a layer; null for a model or a module. */
  readonly node: NodeId | null;
  /** Tells it from every other item of the file. */
  readonly key: string;
  readonly kind: "model" | "module" | "layer";
  /** The author's name for it; for an op without a module, the op's title. */
  readonly name: string;
  /** Its class or op, its output shape, and what it costs: `Conv2d 3×3, 3→8 · 1×8×6×6 · 224 params`. */
  readonly figures: string;
  /** What is wrong with it, or with what is in it; null where nothing is. */
  readonly fault: OutlineFault | null;
  /** All figures in whole words, a line each. */
  readonly details: readonly string[];
  /** Where it is written; null if that is not known. */
  readonly source: FileRange | null;
  /** Whether it is a module that can run alone as it is in this model. */
  readonly isBlock: boolean;
  readonly children: readonly OutlineItem[];
}

export interface OutlineFault {
  /** Of the gravest of its problems. */
  readonly severity: "error" | "warning";
  /** One line: the sentence of the problem or, for a module with several, how many there are. */
  readonly short: string;
  /** A sentence for each problem. */
  readonly sentences: readonly string[];
}

/** Where a model draws what an offset of the text is about. */
export interface DrawnPlace {
  /** `ModelSummary.id`. */
  readonly model: string;
  /** Null for the model as a whole, and where the source is not known. */
  readonly source: FileRange | null;
}

/** What the preview draws: a module, or a node of the graph. */
export type DrawnItem =
  | { readonly kind: "module"; readonly path: ModulePath }
  | { readonly kind: "node"; readonly node: NodeId };
