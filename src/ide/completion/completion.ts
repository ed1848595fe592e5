import type { TypingPlace } from "../../analyzer/index.ts";
import type { Range } from "../../base/index.ts";
import type { Arrival } from "../arguments/arrival.ts";
import type { Signature } from "../arguments/signature.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import type { Replacement } from "../view/text-edits.ts";

/** What a kind of completion may ask, each worked out on first use. */
export interface CompletionContext extends AnalysisSources {
  readonly offset: number;
  /** The code of the blocks and nets that can be written into a file, by the file's name. */
  readonly snippets: Readonly<Record<string, string>>;
  /** What reaches the construction that is being typed; null where that does not follow from the source. */
  arrival(): Arrival | null;
  /** The constructor of a class as it is called; null for an unknown one. */
  signature(callee: Callee): Signature | null;
}

/** A class as it is called: `nn.` or nothing, and its own name. */
export type Callee = Pick<ArgumentPlace, "namespace" | "className">;

/** A place among the arguments of a construction. */
export type ArgumentPlace = Extract<
  TypingPlace,
  { readonly kind: "argument" | "option-name" | "option-value" }
>;

/** A layer of the library or code to be written, whose words are only made for the entry that is looked at. */
export interface Documented {
  readonly of: "layer" | "code";
  readonly name: string;
}

/** One entry of the list. */
export interface Completion {
  readonly label: string;
  /** What it means here, beside the label. */
  readonly detail: string;
  /** Markdown, shown beside the list, or of what it is to be made. */
  readonly documentation: string | Documented;
  readonly insert: string;
  /** Whether `insert` is a snippet, with `${1:places}` to be typed over. */
  readonly isSnippet: boolean;
  /** What has to be typed for it, where that is not the label. */
  readonly filter: string;
  readonly kind: "value" | "option" | "class" | "field" | "comment" | "code";
  /** What else is written, such as imports. */
  readonly further?: readonly Replacement[];
}

export interface Completions {
  /** The word that every entry replaces. */
  readonly replaces: Range;
  /** In the order in which they are shown, all above what TypeScript offers but for code that is written out. */
  readonly items: readonly Completion[];
}

/** Any kind of completion; it is only given places of its own kind. */
export interface AnyCompleter {
  readonly at: TypingPlace["kind"];
  offer(place: never, context: CompletionContext): readonly Completion[];
}

/** One kind of completion: a file, and a line in `index.ts`. */
export interface Completer<K extends TypingPlace["kind"] = TypingPlace["kind"]> {
  readonly at: K;
  offer(place: Extract<TypingPlace, { readonly kind: K }>, context: CompletionContext): readonly Completion[];
}
