import type { Range } from "../base/index.ts";
import type { Graph, NodeId, Report, Shape } from "../ir/index.ts";

/** A model as the preview draws and runs it: plain data, made by the server, passed on by the host. */
export interface ModelDocument extends ModelSummary {
  readonly graph: Graph;
  readonly report: Report;
  /** One entry a node, by id: what `ops` says of it for people, so that nobody else has to ask. */
  readonly nodes: readonly NodeLabel[];
}

export interface ModelSummary {
  /** `Model.id` of the analysis: stable while the author types elsewhere. */
  readonly id: string;
  readonly name: string;
  readonly className: string;
  readonly inputs: readonly Shape[];
  /** Where the example input came from; `assumed` is marked wherever the shape is shown. */
  readonly inputFrom: "call" | "comment" | "static" | "assumed";
  /** Whether it has symbols, so that it can be drawn and counted but not run. */
  readonly symbolic: boolean;
  /** The model's call, construction or declaration in the file. */
  readonly range: Range | null;
}

export interface NodeLabel {
  readonly id: NodeId;
  /** `Conv2d 3×3, 64→128, stride 2`: the op's name and what sets it apart. */
  readonly title: string;
  readonly detail: string;
  /** `Category` of the op, for colour and legend. */
  readonly category: string;
}

/** A fault, worded, at a place of a file: for the preview's list and the command line. */
export interface WordedProblem {
  readonly code: string;
  readonly message: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** Something that `Run Block…` and `Compare Blocks…` offer. */
export interface BlockOffer {
  /** Text of an expression that constructs it, complete with example arguments: `new ResidualBlock(64, 128, 2)`. */
  readonly expression: string;
  readonly name: string;
  /** One line for the pick list. */
  readonly description: string;
  /** `file`: declared in the open file; `library`: the block API's own blocks and zoo. */
  readonly origin: "file" | "library";
  /** The input shape to prefill, as text: `1x64x56x56`. */
  readonly input: string;
}
