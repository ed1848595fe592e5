/** A size as people write it: a number, or a word that stands for any. */
export type WrittenSize = number | string;

/** The shape of one input, and the parameter that it is for where that is written, too: `image=1x3x32x32`. */
export interface WrittenShape {
  readonly name: string | null;
  readonly sizes: readonly WrittenSize[];
}

/** The shapes at the beginning of a text, and what follows them. */
export interface WrittenShapes {
  readonly shapes: readonly WrittenShape[];
  readonly rest: string;
}

// An `x` or `X` is always a cross, never a part of a word; the star before a slash ends a comment.
const size = String.raw`(?:\d+(?!\d)|[A-WYZa-wyz_]+(?![A-WYZa-wyz_\d]))`;
const cross = String.raw`[^\S\n]*[xX×*](?!/)[^\S\n]*`;
const blanks = String.raw`[^\S\n]*`;

/** `[1, 3, 7, 9]`, `N x 3 x 32 x 32`, `1, 3, 7, 9` or `1 3 7 9`, or a number alone. Where one form is read, no other is. */
const forms = [
  String.raw`\[${blanks}(?<sizes>${size}(?:${blanks}[,xX×*]${blanks}${size})*)${blanks}\]`,
  `(?<sizes>${size}(?:${cross}${size})+)`,
  String.raw`(?<sizes>${size}(?:${blanks},${blanks}${size}|[^\S\n]+\d+(?!\d))+)(?!${blanks}[xX×*=:])`,
  `(?<sizes>${size})(?!${blanks}=)`,
].map((form) => new RegExp(form, "y"));

const name = /([A-Za-z_$][\w$]*)[^\S\n]*[=:][^\S\n]*/y;
const next = /[^\S\n]*,[^\S\n]*|[^\S\n]+(?=[A-Za-z_$][\w$]*[^\S\n]*=)/y;

/**
 * Reads `1x3x32x32, 1x8` or `image=1x3x32x32 meta=1x8`. Whatever comes after the last whole shape is the rest; a word
 * alone is never a shape.
 */
export function readShapes(text: string): WrittenShapes {
  const shapes: WrittenShape[] = [];
  let end = 0;
  for (let at = 0; ; ) {
    const named = matchAt(name, text, at);
    const from = at + (named?.[0].length ?? 0);
    const found = sizesAt(text, from);
    if (found === undefined) break;
    shapes.push({ name: named?.[1] ?? null, sizes: found.sizes });
    end = found.end;
    const separator = matchAt(next, text, end);
    if (separator === undefined) break;
    at = end + separator[0].length;
  }
  return { shapes, rest: text.slice(end) };
}

/** A shape whose sizes are all numbers. */
export interface GivenShape extends WrittenShape {
  readonly sizes: readonly number[];
}

/** Reads a text that is nothing but shapes of numbers above 0; undefined for any other. */
export function givenShapes(text: string): readonly GivenShape[] | undefined {
  const { shapes, rest } = readShapes(text.trim());
  return rest === "" && shapes.length > 0 && shapes.every(isGiven) ? shapes : undefined;
}

function isGiven(shape: WrittenShape): shape is GivenShape {
  return shape.sizes.every((size) => typeof size === "number" && size > 0 && Number.isSafeInteger(size));
}

function sizesAt(text: string, at: number) {
  for (const form of forms) {
    const found = matchAt(form, text, at);
    const words = found?.groups?.sizes?.match(new RegExp(size, "g")) ?? [];
    if (found === undefined || (words.length === 1 && !/^\d/.test(words[0] ?? ""))) continue;
    const sizes = words.map((word): WrittenSize => (/^\d/.test(word) ? Number(word) : word));
    return { sizes, end: at + found[0].length };
  }
  return undefined;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
