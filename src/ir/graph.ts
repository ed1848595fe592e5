import type { FileRange } from "../base/index.ts";
import type { Dim, UnknownDim } from "./dim.ts";
import type { Shape } from "./shape.ts";

/**
 * The one structure that everything is derived from: what the analyzer reads off the source, what executing the
 * model builds, what is drawn, counted, planned and run. Plain frozen data; it survives JSON and `structuredClone`.
 */
export interface Graph {
  /** The model's name: its class, or the function or variable that holds it. */
  readonly name: string;
  /** In schedule order: every node stands after its inputs. A node's id is its index here. */
  readonly nodes: readonly Node[];
  /** Ids of the `input` nodes, in argument order. */
  readonly inputs: readonly NodeId[];
  /** Ids of the nodes whose values the model returns. */
  readonly outputs: readonly NodeId[];
  /** The author's tree of modules that took part, root first, parents before children. */
  readonly modules: readonly ModuleInfo[];
  /** Layers that the model has and no node uses. Their parameters count, and are among its weights. */
  readonly unused: readonly UnusedLayer[];
  /** What is not known of the model; empty where the graph is certainly the one that running the file builds. */
  readonly unknowns: readonly UnknownPart[];
  /** The kept tensors about which the file says more than their layers do; absent where there are none. */
  readonly kept?: readonly KeptState[];
  /** The modules and parameters that modules hold more than once; absent where there are none. */
  readonly otherNames?: readonly OtherName[];
}

/** A second place where a model holds something: a file of weights may name it by either. */
export interface OtherName {
  readonly path: ModulePath;
  readonly other: ModulePath;
}

/** What a file says about a tensor of a model, in addition to its layer. */
export interface KeptState {
  /** Its full name: `layer1.0.conv1.weight`. */
  readonly name: string;
  /** What it starts from; absent where the layer's own start applies. */
  readonly start?: Start;
  /**
   * True where training does not change it, a reason where that is not known. Absent where training changes it.
   */
  readonly fixed?: true | UnknownDim;
}

/** What a kept tensor starts from. Only `ops` asks what the words and numbers mean. */
export interface Start {
  readonly data: StartWord;
  readonly numbers: readonly Dim[];
}

export type StartWord =
  | "constant"
  | "normal"
  | "uniform"
  | "numbers"
  | "fan-normal"
  | "fan-uniform"
  | "truncated-normal"
  | "orthogonal"
  | "sparse"
  | "dirac";

export type NodeId = number;

/** One application of one op. */
export interface Node {
  readonly id: NodeId;
  /** An entry of `ops/`, by its kind. Only `ops` asks what it means. */
  readonly op: string;
  readonly attrs: Attrs;
  readonly inputs: readonly NodeId[];
  readonly shape: Shape;
  /** The path of the module in whose forward the op was applied: `layer1.0.conv1`; the root's is "". */
  readonly module: ModulePath;
  /**
   * The path of the module that owns the op's parameters, or null for an op without a module of its own. Two nodes
   * with one owner share their parameters, which count once. A parameter's full name is `owner.name`.
   */
  readonly owner: ModulePath | null;
  /** Where the author wrote the call, innermost in the author's own files; null if unknown. */
  readonly source: FileRange | null;
  /** Which of the graph's `unknowns` decides whether, and how often, it is applied; absent where it certainly is, once. */
  readonly unknown?: UnknownId;
}

/** An index into the `unknowns` of a graph. */
export type UnknownId = number;

/** A layer that keeps tensors and that the call did not reach. */
export interface UnusedLayer {
  readonly path: ModulePath;
  readonly op: string;
  readonly attrs: Attrs;
  readonly className: string;
  /** Where it was constructed; null if unknown. */
  readonly source: FileRange | null;
  /** Which of the graph's `unknowns` decides whether the model has it; absent where it certainly does. */
  readonly unknown?: UnknownId;
}

/** Something that is not known of a model, and where that began. */
export interface UnknownPart {
  /** The module that it is about, where it is about one. */
  readonly path: ModulePath | null;
  /**
   * A part of which nothing is known, one that may be there or not, one that there may be any number of, or a kept tensor whose
   * starting numbers are not known.
   */
  readonly kind: "value" | "condition" | "count" | "start";
  /** A sentence without its full stop. */
  readonly reason: string;
  readonly because: FileRange | null;
}

/** As in PyTorch's `state_dict`: attribute names and indices from the root, joined by dots. The root's is "". */
export type ModulePath = string;

/** A module of the author's tree. */
export interface ModuleInfo {
  readonly path: ModulePath;
  /** The name of its class: `Conv2d`, `ResidualBlock`. */
  readonly className: string;
  /** Where it was constructed; null if unknown. */
  readonly source: FileRange | null;
  /** Which of the graph's `unknowns` decides whether the model has it; absent where it certainly does. */
  readonly unknown?: UnknownId;
}

/**
 * The value of one attribute of an op: plain data, so that graphs compare and travel. Numbers may be symbolic, since
 * a class may be analysed before anyone says how many channels it has.
 */
export type AttrValue = Dim | string | boolean | null | readonly AttrValue[];

/** An op's attributes, complete and checked: defaults are filled in. */
export type Attrs = { readonly [name: string]: AttrValue };
