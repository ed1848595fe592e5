import { type Analysis, namesInScope, parseAnyway } from "../../analyzer/index.ts";
import { type Dim, isUnknown, printDim, symbolsOf } from "../../ir/index.ts";

/** A name that may be written at a place, with the sizes that it has there, one for each instance. */
export interface KnownName {
  readonly text: string;
  readonly values: readonly Dim[];
}

/** The names in scope at an offset that are certainly sizes, the nearest first. */
export function knownNames({ file, facts }: Analysis, text: string, offset: number): readonly KnownName[] {
  const values = new Map<string, Dim[]>();
  for (const { role, range, values: seen } of facts) {
    const dims = seen.flatMap((value) => (value.kind === "plain" && value.dim !== null ? [value.dim] : []));
    if (role === "name" && dims.length > 0 && dims.length === seen.length)
      values.set(`${range.start} ${range.end}`, dims);
  }
  return namesInScope(parseAnyway(file, text), offset).flatMap(({ text: name, declared }) => {
    const dims = values.get(`${declared.start} ${declared.end}`);
    return dims === undefined ? [] : [{ text: name, values: dims }];
  });
}

/**
 * The expressions in scope that have these sizes, instance by instance: names, and products of a symbolic
 * class's own.
 */
export function expressionsFor(names: readonly KnownName[], sizes: readonly Dim[]): readonly string[] {
  const wanted = sizes.map(printDim).join(" ");
  const same = names
    .filter(({ values }) => values.map(printDim).join(" ") === wanted)
    .map(({ text }) => text);
  const [size] = sizes;
  if (same.length > 0 || sizes.length !== 1 || size === undefined) return same;
  const written = writtenOut(size, new Set(names.map(({ text }) => text)));
  return written === null ? [] : [written];
}

/**
 * A formula over symbols as code: `2·planes` is `2 * planes`; null where it has more than sums and products of
 * names.
 */
function writtenOut(size: Dim, names: ReadonlySet<string>): string | null {
  if (typeof size === "number" || isUnknown(size)) return null;
  const text = printDim(size).replaceAll("·", " * ").replaceAll("−", "-");
  const isPlain = /^[\w$\s*+-]+$/.test(text);
  return isPlain && symbolsOf(size).every((symbol) => names.has(symbol)) ? text : null;
}
