import ts from "typescript";
import { type CorpusFile, corpus } from "./corpus.ts";
import { newRandom, type Random } from "./random.ts";

/** A broken source, and where it counts as standing. */
export interface Broken {
  readonly path: string;
  readonly text: string;
}

/**
 * A series of sources broken in every way that a half-typed, badly merged or damaged file can be. Every fourth is cut off at
 * a position: one after another, in steps, so that a long enough series has been cut off everywhere. Each source depends on
 * the seed and its own index only.
 */
export function newBreaker(seed: number): (index: number) => Broken {
  const files = corpus();
  const trees = new Map<CorpusFile, readonly Span[]>();
  const positions = files.reduce((sum, { text }) => sum + text.length + 1, 0);
  const firstCut = newRandom(seed).below(positions);
  return (index) => {
    if (index % 4 === 0) return cutOff(files, (firstCut + (index / 4) * cutStep) % positions);
    const random = newRandom(seed * seedStep + index);
    const file = random.pick(files);
    const known = trees.get(file) ?? spansOf(file.text);
    trees.set(file, known);
    return { path: file.path, text: broken(file.text, known, random) };
  };
}

/** A prime, and no divisor of the number of positions in practice: all of them have their turn. */
const cutStep = 7_919;

/** A prime beyond the length of every series, so that series of nearby seeds have no source in common. */
const seedStep = 1_000_003;

function cutOff(files: readonly CorpusFile[], position: number): Broken {
  let rest = position;
  for (const { path, text } of files) {
    if (rest <= text.length) return { path, text: text.slice(0, rest) };
    rest -= text.length + 1;
  }
  throw new Error("A position is within one of the files.");
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Every part of the syntax tree. */
function spansOf(text: string): readonly Span[] {
  const file = ts.createSourceFile("broken.ts", text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TS);
  const spans: Span[] = [];
  const visit = (node: ts.Node): void => {
    spans.push({ start: node.getStart(file), end: node.getEnd() });
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return spans;
}

function broken(text: string, spans: readonly Span[], random: Random): string {
  const treeWays = [withoutPart, withPartTwice, withOtherPart, withPartWrapped];
  // After one tree edit the parts stand elsewhere, so there is one, and further ways work on the text.
  let result = random.below(2) === 0 ? random.pick(treeWays)(text, spans, random) : text;
  for (let times = random.below(3) + (result === text ? 1 : 0); times > 0; times--)
    result = random.pick(textWays)(result, random);
  return result;
}

type TreeWay = (text: string, spans: readonly Span[], random: Random) => string;

const withoutPart: TreeWay = (text, spans, random) => replaced(text, random.pick(spans), "");

const withPartTwice: TreeWay = (text, spans, random) => {
  const part = random.pick(spans);
  return replaced(
    text,
    part,
    `${partOf(text, part)}${random.pick(["", ", ", "; ", "\n"])}${partOf(text, part)}`,
  );
};

const withOtherPart: TreeWay = (text, spans, random) =>
  replaced(text, random.pick(spans), partOf(text, random.pick(spans)));

const withPartWrapped: TreeWay = (text, spans, random) => {
  const part = random.pick(spans);
  const [before, after] = random.pick(wrappings);
  return replaced(text, part, `${before}${partOf(text, part)}${after}`);
};

const wrappings: readonly (readonly [before: string, after: string])[] = [
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
  ["...", ""],
  ["() => ", ""],
  ["function* () { yield ", "; }"],
  ["class extends (", ") {}"],
  ["while (true) { ", " }"],
  ["if (Math.random()) { ", " }"],
  ["new ", "()"],
  ["await ", ""],
  ["`${", "}`"],
  ["structuredClone(", ")"],
];

function partOf(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}

function replaced(text: string, { start, end }: Span, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

type TextWay = (text: string, random: Random) => string;

const textWays: readonly TextWay[] = [
  (text, random) => text.slice(0, random.below(text.length)),
  (text, random) => cut(text, random.below(text.length), random.below(60)),
  (text, random) => put(text, random.below(text.length), random.pick(tokens)),
  (text, random) => put(text, random.below(text.length), String.fromCharCode(random.below(0x250))),
  (text, random) => put(text, random.below(text.length), `\n${random.pick(text.split("\n"))}\n`),
  swapTokens,
  damageBytes,
];

function cut(text: string, at: number, length: number): string {
  return text.slice(0, at) + text.slice(at + length);
}

function put(text: string, at: number, what: string): string {
  return text.slice(0, at) + what + text.slice(at);
}

function swapTokens(text: string, random: Random): string {
  const parts = text.split(/\b/);
  if (parts.length < 2) return text;
  const [i, j] = [random.below(parts.length), random.below(parts.length)];
  [parts[i], parts[j]] = [parts[j] ?? "", parts[i] ?? ""];
  return parts.join("");
}

/** A few bytes of the file become others, whether or not that is still UTF-8. */
function damageBytes(text: string, random: Random): string {
  const bytes = new TextEncoder().encode(text);
  for (let times = 1 + random.below(8); times > 0 && bytes.length > 0; times--)
    bytes[random.below(bytes.length)] = random.below(256);
  return new TextDecoder().decode(bytes);
}

const tokens: readonly string[] = [
  "(",
  ")",
  "{",
  "}",
  "[",
  "]",
  ";",
  ",",
  ".",
  "=",
  "=>",
  "`",
  "${",
  '"',
  "/*",
  "*/",
  "//",
  "...",
  "?.",
  "!",
  "this",
  "super",
  "new ",
  "class ",
  "extends ",
  "return ",
  "yield ",
  "await ",
  "while (true) {",
  "for (;;) {",
  "function f() { f(); } f();",
  "x = x.x;",
  "1e9",
  "-1",
  "0",
  "undefined",
  "nn.Conv2d(",
  "@",
  "#",
  "\\",
];
