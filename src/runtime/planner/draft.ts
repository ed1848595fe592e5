import type { NodeId } from "../../ir/index.ts";
import { kernelTable } from "../kernel-table.generated.ts";
import type { Content, KernelName, Split, TensorLayout } from "../plan.ts";
import type { FusedStage } from "./fusion/fused-program.ts";

/**
 * A plan in the making: buffers without addresses and calls that name places in them. The one mutable thing
 * of the planner; `settle` turns it into a plan.
 */
export interface Draft {
  readonly buffers: Buffer[];
  readonly setup: DraftCall[];
  readonly steps: DraftStep[];
  /** Where each node's value is, in each layout that it has been converted to. */
  readonly values: Map<NodeId, Partial<Record<TensorLayout, Value>>>;
  /** Whether convolutions may take Winograd's and Strassen's algorithms, whose weights need more memory. */
  readonly fast: boolean;
  /** Whether NaN and infinities must reach just what they reach by definition, at whatever cost. */
  readonly exact: boolean;
  /** How many threads will share the calls. */
  readonly threads: number;
  /** Calls of the step that is being drafted. */
  calls: DraftCall[];
  /** Constants by what they hold or what fills them, so that equal ones are kept once. */
  readonly shared: Map<string, Reference>;
  /** Where a value must be written so that a concatenation finds it in place. */
  readonly joints: ReadonlyMap<NodeId, Joint>;
  /** Where a part of a stage has to write what it makes. */
  readonly placed: Map<NodeId, Value>;
}

export interface Joint {
  /** The concatenation whose value this one is a part of. */
  readonly whole: NodeId;
  readonly wholeShape: readonly number[];
  readonly firstChannel: number;
}

export interface Buffer {
  readonly bytes: number;
  /** Constants live for ever, the rest from its first to its last use. */
  readonly content: Content | null;
}

/** A place in a buffer. */
export interface Reference {
  readonly buffer: number;
  readonly offset: number;
}

export interface Value {
  readonly at: Reference;
  readonly layout: TensorLayout;
  readonly shape: readonly number[];
  readonly plane: number;
  readonly image: number;
}

export type Argument = number | Reference;
export type KernelArguments<K extends KernelName> = Record<(typeof kernelTable)[K][number], Argument>;

export interface DraftCall {
  readonly kernel: KernelName;
  readonly args: readonly Argument[];
  readonly count: number;
  readonly advance: readonly number[];
  readonly split: Split | null;
}

export interface DraftStep {
  readonly stage: FusedStage;
  readonly algorithm: string;
  readonly calls: readonly DraftCall[];
  readonly output: Value;
}

/** A node that the graph does not have, for a value inside a step: every one there is has a value, or a place for it. */
export function newNode(draft: Draft): NodeId {
  return -1 - draft.values.size - draft.placed.size;
}

/** Room in the arena, as all room rounded up to 32 bytes: vector loops may run over a row-major tensor's end. */
export function scratch(draft: Draft, bytes: number): Reference {
  return buffer(draft, bytes, null);
}

/** Room for a constant. Equal contents share it. */
export function constant(draft: Draft, bytes: number, content: Content): Reference {
  const key = `${bytes} ${JSON.stringify(content)}`;
  const known = draft.shared.get(key);
  if (known !== undefined) return known;
  const made = buffer(draft, bytes, content);
  draft.shared.set(key, made);
  return made;
}

/** Whole numbers that a kernel reads, as u32. */
export function integers(draft: Draft, values: readonly number[]): Reference {
  return constant(draft, values.length * 4, { kind: "integers", values });
}

/** A constant that a kernel fills at set-up, once for each `key`. */
export function filledOnce(
  draft: Draft,
  key: string,
  bytes: number,
  fill: (table: Reference) => DraftCall,
): Reference {
  const known = draft.shared.get(key);
  if (known !== undefined) return known;
  const table = buffer(draft, bytes, { kind: "zeros" });
  draft.shared.set(key, table);
  draft.setup.push(fill(table));
  return table;
}

function buffer(draft: Draft, bytes: number, content: Content | null): Reference {
  return { buffer: draft.buffers.push({ bytes: Math.ceil(bytes / 32) * 32, content }) - 1, offset: 0 };
}

/** What a call may have besides its arguments. */
export interface CallOptions<K extends KernelName> {
  /** Once an image: so many times, with this many bytes more on the arguments named. */
  readonly count?: number;
  readonly advance?: Partial<Record<Names<K>, number>>;
  /** What threads share: the word before `Begin` and `End` in the kernel's arguments. */
  readonly split?: Range<Names<K>>;
  /** Shares begin at multiples of this. */
  readonly multiple?: number;
  /** Bytes of a scratch that every thread has for itself, by the argument that points at it. */
  readonly own?: Partial<Record<Names<K>, number>>;
}

type Names<K extends KernelName> = (typeof kernelTable)[K][number];
type Range<N extends string> = N extends `${infer Word}Begin` ? Word : never;

/** Records a call. */
export function call<K extends KernelName>(
  draft: Draft,
  kernel: K,
  args: KernelArguments<K>,
  options?: CallOptions<K>,
): void {
  draft.calls.push(draftCall(kernel, args, options));
}

export function draftCall<K extends KernelName>(
  kernel: K,
  args: KernelArguments<K>,
  { count = 1, advance, split, multiple = 1, own }: CallOptions<K> = {},
): DraftCall {
  const names: readonly Names<K>[] = kernelTable[kernel];
  const words: readonly string[] = names;
  const perArgument = (bytes?: Partial<Record<Names<K>, number>>): number[] =>
    names.map((name) => bytes?.[name] ?? 0);
  const indexOf = (end: string): number => words.indexOf(`${split}${end}`);
  return {
    kernel,
    args: names.map((name) => args[name]),
    count,
    advance: perArgument(advance),
    split:
      split === undefined
        ? null
        : { begin: indexOf("Begin"), end: indexOf("End"), multiple, own: perArgument(own) },
  };
}

/** Room for each thread to work in, and how far the rooms are apart. */
export function ownScratch(draft: Draft, bytes: number): { readonly at: Reference; readonly step: number } {
  const step = Math.ceil(bytes / 64) * 64;
  return { at: scratch(draft, step * draft.threads), step };
}

export function at(reference: Reference, bytes: number): Reference {
  return { buffer: reference.buffer, offset: reference.offset + bytes };
}
