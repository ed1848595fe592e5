import ts from "typescript";
import {
  type BudgetEntryFault,
  type BudgetWord,
  type FileRange,
  type Limit,
  readBudget,
  readShapes,
  type WrittenShape,
} from "../../base/index.ts";
import { commentsIn } from "./all-comments.ts";
import { isNearInput, meantShapes } from "./near-input.ts";
import type { ParsedFile } from "./parse.ts";

/** What one `@input` in a comment says. */
export interface InputComment {
  /** Empty where they cannot be read. */
  readonly shapes: readonly WrittenShape[];
  /** The text after `@input`, and its place. */
  readonly written: string;
  readonly at: FileRange;
  /** What is meant where no shapes can be read: the whole with its tag. Null if that is not clear. */
  readonly meant: string | null;
}

/**
 * What the comments above a node say with `@input 1x3x224x224`, one for each mention, in order; words stand for symbols:
 * `Nx3x32x32` and `N × 3 × 32 × 32` alike. A mention in the middle of a sentence that states no shape is only a word.
 */
export function inputComments(file: ParsedFile, node: ts.Node): readonly InputComment[] {
  return mentionsAbove(file, node, inputMention).flatMap((mention) => inputOf(file, mention));
}

/** Those anywhere in a file that begin a line, whatever they stand above. */
export function allInputComments(file: ParsedFile): readonly InputComment[] {
  if (!file.text.includes("@input")) return [];
  return commentsIn(file)
    .flatMap(({ start, end }) => mentionsIn(file, start, end, inputMention))
    .filter(({ at }) => beginsLine(file.text, at.start))
    .flatMap((mention) => inputOf(file, mention));
}

function inputOf(file: ParsedFile, { written: lines, at }: Mention): readonly InputComment[] {
  const written = lines.replaceAll(lineBreak, " ");
  const { shapes, rest } = readShapes(written);
  const isReadable =
    shapes.length > 0 && !goesOn.test(rest) && shapes.every(hasNoZero) && !isCount(shapes, rest);
  if (!isReadable && !beginsLine(file.text, at.start)) return [];
  const meant = isReadable ? null : meantShapes(written);
  return [{ shapes: isReadable ? shapes : [], written, at, meant: meant && `@input ${meant}` }];
}

/** Almost an `@input`: a tag that is spelled differently, with shapes behind it. */
export interface NearInput {
  readonly tag: string;
  readonly written: string;
  readonly at: FileRange;
  readonly meant: string;
}

/** Those above a node that states no input. */
export function nearInputs(file: ParsedFile, node: ts.Node): readonly NearInput[] {
  if (inputComments(file, node).length > 0) return [];
  return mentionsAbove(file, node, anyMention).flatMap(({ before, written, at }) => {
    const tag = before.replaceAll(/[\s:=]/g, "");
    const isMeant =
      isNearInput(tag.slice(1), written) && statesWholeShapes(written) && beginsLine(file.text, at.start);
    return isMeant ? [{ tag, written, at, meant: `@input ${written}` }] : [];
  });
}

/** Any tag, with blanks behind its mark or not, and the rest of its line. */
const anyMention = /(@[^\S\n]*[A-Za-z][\w-]*(?:[^\S\n]*[:=])?[^\S\n]*)(.*)/g;

/** A single size may be anything, such as the count of a `@size`. */
function statesWholeShapes(written: string): boolean {
  const { shapes, rest } = readShapes(written);
  return shapes.length > 0 && !goesOn.test(rest) && shapes.every(({ sizes }) => sizes.length > 1);
}

/** Behind a comma, the shapes go on in the next line. */
const inputMention = /(@input\b[^\S\n]*)((?:.*,[^\S\n]*\n[\s/*]*)*.*)/g;

const lineBreak = /\s*\n[\s/*]*/g;

/** What the comments about a class's input stand above: the class, or else its own forward. */
export function statesInput(file: ParsedFile, cls: ts.ClassLikeDeclaration): ts.Node {
  return mayStateInput(cls).find((node) => inputComments(file, node).length > 0) ?? cls;
}

/** All that a comment about a class's input may stand above, in the order in which they are read. */
export function mayStateInput(cls: ts.ClassLikeDeclaration): readonly ts.Node[] {
  return [cls, ...cls.members.filter(isForward)];
}

/** A method, or a field that holds a function. */
function isForward(node: ts.Node): boolean {
  const isMember = ts.isMethodDeclaration(node) || ts.isPropertyDeclaration(node);
  return isMember && ts.isIdentifier(node.name) && node.name.text === "forward";
}

/** What one `@budget` in a comment says. */
export interface BudgetComment {
  readonly entries: readonly PlacedEntry[];
  /** The text after `@budget`, and its place. */
  readonly written: string;
  readonly at: FileRange;
}

type PlacedEntry = { readonly at: FileRange } & (
  | { readonly kind: "limit"; readonly word: BudgetWord; readonly limit: Limit }
  | BudgetEntryFault
);

/**
 * What the comments above a node say with `@budget params=5M macs=0.3G memory=20MiB`, in order. A mention in the middle of a
 * sentence that states no limit is only a word.
 */
export function budgetComments(file: ParsedFile, node: ts.Node): readonly BudgetComment[] {
  return mentionsAbove(file, node, budgetMention).flatMap(({ written, writtenAt, at }) => {
    const entries = readBudget(written).map(({ start, end, read }): PlacedEntry => {
      return { ...read, at: { file: file.path, start: writtenAt + start, end: writtenAt + end } };
    });
    const isMeant = entries[0]?.kind === "limit" || beginsLine(file.text, at.start);
    return isMeant ? [{ entries, written, at }] : [];
  });
}

const budgetMention = /(@budget\b[^\S\n]*)(.*)/g;

/** A tag in a comment with the rest of its line. */
interface Mention {
  /** The tag, and the blanks behind it. */
  readonly before: string;
  readonly written: string;
  /** The offset of the text after the tag. */
  readonly writtenAt: number;
  readonly at: FileRange;
}

function mentionsAbove(file: ParsedFile, node: ts.Node, mention: RegExp): readonly Mention[] {
  // Before an element of a list, a comment on the line of the brace or comma counts, too.
  const beside = ts.isExportSpecifier(node) ? ts.getTrailingCommentRanges(file.text, node.pos) : [];
  const comments = [...(beside ?? []), ...(ts.getLeadingCommentRanges(file.text, node.pos) ?? [])];
  return comments.flatMap(({ pos, end }) => mentionsIn(file, pos, end, mention));
}

function mentionsIn(file: ParsedFile, pos: number, end: number, mention: RegExp): readonly Mention[] {
  const text = file.text.slice(pos, end).replace(/\*\/$/, "");
  return [...text.matchAll(mention)].map((found) => {
    const [all, before = "", written = ""] = found;
    const start = pos + found.index;
    const at = { file: file.path, start, end: start + all.trimEnd().length };
    return { before, written: written.trim(), writtenAt: start + before.length, at };
  });
}

/** Text that can only be part of a malformed shape. */
const goesOn = /^\s*(?:[x×*]|,\s*\d|[-.]\d|\])/;

function hasNoZero({ sizes }: WrittenShape): boolean {
  return sizes.every((size) => size !== 0);
}

/** "3 channels" is a number with a word, and no shape of one axis. */
function isCount([first, ...others]: readonly WrittenShape[], rest: string): boolean {
  return others.length === 0 && first?.sizes.length === 1 && /^\s+\w/.test(rest);
}

function beginsLine(text: string, start: number): boolean {
  return /(?:^|\n)[\s/*]*$/.test(text.slice(Math.max(0, start - 200), start));
}
