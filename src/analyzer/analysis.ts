import type { BudgetWord, FileRange, Limit, Range, WrittenShape } from "../base/index.ts";
import type {
  Attrs,
  Calls,
  Dim,
  Graph,
  ModulePath,
  NodeId,
  Shape,
  UnknownDim,
  UnknownId,
  UnknownPart,
} from "../ir/index.ts";
import type { NoModel, Problem } from "../problems/index.ts";
import type { RangeSyntax } from "./syntax/index.ts";

/** Where the analyzer gets texts from. The host decides what a path is and which files exist; the core does no IO. */
export interface SourceHost {
  /** The current text of a file, unsaved edits included; undefined where there is none. Paths use `/`. */
  read(path: string): string | undefined;
  /** The sources of the block API by path below `src/`: `nn/index.ts`, … They are read exactly as an author's are. */
  readonly library: Readonly<Record<string, string>>;
}

export interface AnalyzeOptions {
  /** H and W of an input that is not stated (setting `defaultInputSize`); 224 where left out. */
  readonly defaultInputSize?: number;
  /** The input of a class that the file does not call, where no comment states one. */
  readonly stated?: { readonly of: string; readonly shapes: readonly WrittenShape[] };
  /** Only calls from this offset on make models: those that were written behind the author's text. */
  readonly calledFrom?: number;
  /**
   * Whether every call of the library runs, even where a recipe is known. For tests: the result has to be the
   * same.
   */
  readonly runsEverything?: boolean;
  /** Asked now and then; true ends the analysis early by throwing `AnalysisCancelled`. */
  readonly isCancelled?: () => boolean;
}

/** Everything that is known about one file without running it. Plain data, offsets into the file's text. */
export interface Analysis {
  readonly file: string;
  readonly models: readonly Model[];
  /** Classes of modules and functions over tensors that the file declares, in source order. */
  readonly blocks: readonly Block[];
  /** What is known about expressions, sorted by start, then widest first. */
  readonly facts: readonly Fact[];
  /** What the file's comments allow its models to cost. */
  readonly budgets: readonly Budget[];
  /** Faults, sorted by place; in other files too, where a local import is at fault. */
  readonly problems: readonly PlacedProblem[];
  /** Errors that are not reported, because they may only follow from one of these problems. */
  readonly hidden: readonly Hidden[];
  /** Why there is no model, as far as that can be seen from what the file declares; null where there is one. */
  readonly absence: Absence | null;
  /** How much work it took, by a measure that is the same for the same text. */
  readonly steps: number;
  /** Further files that the analysis has read; a change in one of them makes it stale. */
  readonly dependencies: readonly string[];
}

/** An error that is not reported while the one before it stands. */
export interface Hidden extends Pick<PlacedProblem, "code" | "at"> {
  /** As a problem with this code has it. */
  readonly data: unknown;
}

/** One limit of a `@budget` comment, and the models that it is about. */
export interface Budget {
  readonly word: BudgetWord;
  readonly limit: Limit;
  readonly at: FileRange;
  /** `Model.id` */
  readonly models: readonly string[];
}

/** What of a file comes nearest to a model, and why it is none. */
export type Absence = NoModel & {
  readonly at: FileRange;
  /** Whether the author certainly means a model, and does not only write something for other files. */
  readonly isMeant: boolean;
};

/** A module (or function over tensors) applied to an example input. */
export interface Model {
  /** Unique within the file and stable while the author types elsewhere. */
  readonly id: string;
  /** For people: the variable and the class, `net · Net`; the class alone where no variable names it. */
  readonly name: string;
  readonly className: string;
  /** What the author calls it: a variable that holds it or its output, `nets[1]`, `net.encoder`. */
  readonly variable: string | null;
  /** Whether `variable` at the end of the file gives the module itself. */
  readonly isHeld: boolean;
  readonly graph: Graph;
  /** Which calls of its modules applied the nodes of the graph. */
  readonly calls: Calls;
  /** What forward calls its inputs, in the order of the graph's; empty where the library has the forward. */
  readonly inputNames: readonly string[];
  /** What the object that forward returns calls the outputs, in the order of the graph's; empty where it returns none. */
  readonly outputNames: readonly string[];
  /** The construction `new X(...)`, or the function's name; null for a class that was analysed by itself. */
  readonly construction: FileRange | null;
  /** The calls of functions in which it is constructed, innermost first: `make(16)`. */
  readonly constructedIn: readonly FileRange[];
  /** The call on the example input; null where the input came from a comment, a static field or was assumed. */
  readonly call: FileRange | null;
  /** The class or function declaration, where it lies in a file of the author. */
  readonly declaration: FileRange | null;
  readonly inputFrom: "call" | "comment" | "static" | "assumed";
  /** Whether symbols stand for constructor parameters: the class was analysed without an instance. */
  readonly symbolic: boolean;
}

/** Something that can be run alone, once its arguments are numbers. */
export interface Block {
  readonly name: string;
  readonly kind: "class" | "function";
  /** Of the whole declaration, and of its name. */
  readonly range: Range;
  readonly nameRange: Range;
  readonly exported: boolean;
  /** Constructor parameters, or a function's. */
  readonly parameters: readonly BlockParameter[];
  /** What its forward, or the function, takes; null where the library has the forward. */
  readonly takes: readonly InputSlot[] | null;
  /** Example input shapes, where known: from a call, a comment, a static field, or assumed. */
  readonly inputs: readonly Shape[] | null;
  readonly inputFrom: Model["inputFrom"] | null;
  /** Layers and blocks in its fields, in source order: the outline. */
  readonly members: readonly BlockMember[];
}

/** What one parameter of a forward takes for inputs. */
export interface InputSlot {
  readonly name: string;
  /** One tensor; several in an array, a tuple or a rest; several by names in an object; anything else. */
  readonly kind: "tensor" | "list" | "record" | "other";
  /** The members of an object; the parts of a tuple. */
  readonly keys: readonly string[];
  /** Members of an object that may be left out. */
  readonly optionalKeys: readonly string[];
  readonly isRest: boolean;
  readonly isOptional: boolean;
}

export interface BlockParameter {
  readonly name: string;
  /** Its type as written, "" where there is none. */
  readonly type: string;
  /** The default as written, or null where the parameter is required. */
  readonly defaultText: string | null;
}

export interface BlockMember {
  readonly name: string;
  readonly className: string;
  readonly range: Range;
  readonly nameRange: Range;
}

/** What is known about one expression, or about the name that a declaration introduces. */
export interface Fact {
  readonly range: Range;
  /** Which part of the syntax it is, for those who show only some. */
  readonly role: FactRole;
  readonly syntax: RangeSyntax;
  /** Distinct values seen in order of appearance, at most 8; a forward that runs for several instances sees several. */
  readonly values: readonly FactValue[];
  /** How often it was evaluated. */
  readonly visits: number;
}

export type FactRole =
  | "name" // the identifier that a declaration, assignment or parameter introduces
  | "expression"
  | "construction" // new X(...)
  | "class"; // the name in a class declaration

export type FactValue = TensorFact | ModuleFact | ClassFact | PlainFact | UnknownFact;

export interface TensorFact {
  readonly kind: "tensor";
  readonly shape: Shape;
  /** Nodes that gave it, one a model; empty outside every model. */
  readonly nodes: readonly NodeReference[];
  /** Whether it follows from an assumed input, outside every model: that of a class which is no model yet. */
  readonly isAssumed?: true;
}

export interface NodeReference {
  /** `Model.id` */
  readonly model: string;
  readonly node: NodeId;
}

export interface ModuleFact {
  readonly kind: "module";
  readonly className: string;
  /** The layers in it with parameters or attributes of their own, itself included, by path below it. */
  readonly layers: readonly LayerFact[];
  /** What is not known of it; a layer's `unknown` is an index into it. */
  readonly unknowns: readonly UnknownPart[];
  /** Shapes in and out, one entry a distinct call. */
  readonly calls: readonly { readonly inputs: readonly Shape[]; readonly outputs: readonly Shape[] }[];
  /** Its places in the models of the file. */
  readonly places: readonly { readonly model: string; readonly path: ModulePath }[];
  /** Where it was constructed. */
  readonly source: FileRange | null;
}

export interface LayerFact {
  readonly path: ModulePath;
  readonly op: string;
  readonly attrs: Attrs;
  /** The tensors that training does not change, or why that is not known. Absent where it changes all of them. */
  readonly fixed?: ReadonlyMap<string, true | UnknownDim>;
  /** Which of the module's `unknowns` decides whether it has the layer; absent where it certainly does. */
  readonly unknown?: UnknownId;
}

export interface ClassFact {
  readonly kind: "class";
  readonly name: string;
  /** Models whose root is of this class. */
  readonly models: readonly string[];
}

/** A number, text, array or function: shown as text. */
export interface PlainFact {
  readonly kind: "plain";
  readonly text: string;
  /** Its value, where it is a size. */
  readonly dim: Dim | null;
}

export interface UnknownFact {
  readonly kind: "unknown";
  /** A sentence: why it is not known. */
  readonly reason: string;
  /** Where it began. */
  readonly because: FileRange | null;
}

/** A problem, and where the author's source gives rise to it. */
export type PlacedProblem = Problem & ProblemPlace;

export interface ProblemPlace {
  readonly at: FileRange;
  /** What led to it: the expression that produced the offending shape, the other operand. */
  readonly related: readonly RelatedPlace[];
  /** Whether it is met only on an assumed input of something that the file itself does not call. */
  readonly isUncalled?: true;
  /** The op and what it was given, where one refused. */
  readonly op: { readonly kind: string; readonly inputs: readonly Shape[] } | null;
}

export interface RelatedPlace {
  readonly at: FileRange;
  readonly data: RelatedData;
}

export type RelatedData =
  | { readonly kind: "shape-from"; readonly shape: Shape }
  /** Where the batch became a part of the features. */
  | { readonly kind: "batch-folded" }
  | { readonly kind: "called-from" }
  /** The import because of which a file runs. */
  | { readonly kind: "imported-from" }
  | { readonly kind: "constructed" };

/** Thrown when `isCancelled` said so; nothing of the analysis is kept. */
export class AnalysisCancelled extends Error {}
