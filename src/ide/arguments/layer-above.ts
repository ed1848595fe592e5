import {
  type Analysis,
  constructionsBefore,
  type Fact,
  type LayerFact,
  type ModuleFact,
  namesInScope,
  type ParsedFile,
  parseAnyway,
  type WrittenConstruction,
} from "../../analyzer/index.ts";
import { type Category, findOp } from "../../ops/index.ts";
import type { Declarations } from "./declarations.ts";
import { signatureOf } from "./signature.ts";

/** A layer, and how many channels or features it gives. */
export interface LayerAbove {
  /** As it is constructed: `new nn.Conv2d(3, 16, 3)`. */
  readonly text: string;
  /** As code that may be written below it: `16`, `2 * width`. */
  readonly size: string;
  /** The class that is constructed last, perhaps after it, and the kind of its last op; null where that is not known. */
  readonly last: { readonly callee: string; readonly kind: Category | null };
}

/**
 * The last layer constructed before an offset in the same class, or in the function or file where it is in none. What is
 * written there goes before the number that it stands for: it holds for every instance.
 */
export function layerAbove(
  { facts, file }: Analysis,
  text: string,
  offset: number,
  declarations: Declarations,
): LayerAbove | null {
  const parsed = parseAnyway(file, text);
  const before = [...constructionsBefore(parsed, offset)].reverse();
  const [last] = before;
  for (const made of before) {
    const size = writtenSize(parsed, offset, made, declarations) ?? sizeOf(factOf(facts, made));
    if (size === null || last === undefined) continue;
    const op = layersOf(factOf(facts, last)).at(-1)?.op;
    return {
      text: text.slice(made.range.start, made.range.end),
      size,
      last: { callee: last.callee, kind: op === undefined ? null : findOp(op).category },
    };
  }
  return null;
}

function factOf(facts: readonly Fact[], { range }: WrittenConstruction): Fact | undefined {
  return facts.find(
    (fact) =>
      fact.role === "construction" && fact.range.start === range.start && fact.range.end === range.end,
  );
}

/** What is written for the outputs of a layer of the library, where it may be written at the offset too. */
function writtenSize(
  file: ParsedFile,
  offset: number,
  made: WrittenConstruction,
  declarations: Declarations,
): string | null {
  // Only a class in a namespace is the library's for certain, without a look into the files around.
  const signature = made.callee.includes(".") ? signatureOf(declarations, made.callee) : null;
  if (signature?.isOfLibrary !== true) return null;
  const at = signature.parameters.findIndex(
    ({ role, name }) => role === "output" || (role === "input" && keepsAsMany.test(name)),
  );
  const written = made.arguments[at];
  return written !== undefined && isInScope(file, offset, written) ? written : null;
}

/** What a norm calls the channels: it gives as many as it gets. */
const keepsAsMany = /^num(?:Features|Channels)$/;

function isInScope(file: ParsedFile, offset: number, expression: string): boolean {
  if (!/^[\w$.\s*+\-/()]+$/.test(expression)) return false;
  const known = new Set(namesInScope(file, offset).map(({ text }) => text));
  const names = expression.match(/(?<![\w$.])[A-Za-z_$][\w$]*(?:\.[\w$]+)*/g) ?? [];
  return names.every((name) => known.has(name) || name.startsWith("Math."));
}

/** The last layer inside that has a number of outputs; null for one that gives as many as it gets. */
function sizeOf(fact: Fact | undefined): string | null {
  const sizes = layersOf(fact).map(
    ({ attrs: { outChannels, outFeatures, numFeatures } }) => outChannels ?? outFeatures ?? numFeatures,
  );
  const last = sizes.findLast((size) => typeof size === "number");
  return typeof last === "number" ? String(last) : null;
}

function layersOf(fact: Fact | undefined): readonly LayerFact[] {
  const modules = (fact?.values ?? []).filter((value): value is ModuleFact => value.kind === "module");
  return modules.at(-1)?.layers ?? [];
}
