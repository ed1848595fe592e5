import { createAnalyzer, type SourceHost } from "../../src/analyzer/index.ts";
import { authorHost } from "../analyzer/author-host.ts";
import { corpus } from "./corpus.ts";
import { newRandom, type Random } from "./random.ts";

export interface RobustnessReport {
  readonly sources: number;
  /** Texts on which the analyzer threw, with what it threw. */
  readonly thrown: readonly { readonly text: string; readonly message: string }[];
  /** Milliseconds of the slowest answers, the slowest first, with their texts. */
  readonly slowest: readonly { readonly milliseconds: number; readonly text: string }[];
  readonly overLimit: number;
  /** Heap after each tenth of the sources, in MiB: flat where nothing is kept. */
  readonly heap: readonly number[];
}

/** No answer may take longer, in milliseconds. */
export const answerLimit = 250;

/** Breaks files of the corpus by bytes, tokens and cuts, and analyses what comes out. */
export function analyseBroken(count: number, seed: number): RobustnessReport {
  const random = newRandom(seed);
  const files = corpus();
  const texts: Record<string, string> = {};
  const host: SourceHost = { ...authorHost(), read: (path) => texts[path] ?? authorHost().read(path) };
  const analyzer = createAnalyzer(host);
  const thrown: { text: string; message: string }[] = [];
  const slowest: { milliseconds: number; text: string }[] = [];
  const heap: number[] = [];
  let overLimit = 0;
  for (let index = 0; index < count; index++) {
    const file = random.pick(files);
    const text = broken(file.text, random);
    texts[file.path] = text;
    const begun = performance.now();
    try {
      analyzer.analyze(file.path);
    } catch (error) {
      thrown.push({ text, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    const milliseconds = performance.now() - begun;
    delete texts[file.path];
    if (milliseconds > answerLimit) overLimit += 1;
    slowest.push({ milliseconds, text });
    slowest.sort((a, b) => b.milliseconds - a.milliseconds).splice(10);
    if ((index + 1) % Math.max(1, Math.floor(count / 10)) === 0) heap.push(heapNow());
  }
  return { sources: count, thrown, slowest, overLimit, heap };
}

function heapNow(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
}

function broken(text: string, random: Random): string {
  const ways: readonly ((text: string) => string)[] = [
    (t) => t.slice(0, random.below(t.length)),
    (t) => cut(t, random.below(t.length), random.below(60)),
    (t) => put(t, random.below(t.length), random.pick(tokens)),
    (t) => put(t, random.below(t.length), String.fromCharCode(random.below(0x250))),
    (t) => put(t, random.below(t.length), `\n${random.pick(t.split("\n"))}\n`),
    swapTokens(random),
  ];
  let result = text;
  for (let times = 1 + random.below(3); times > 0; times--) result = random.pick(ways)(result);
  return result;
}

function cut(text: string, at: number, length: number): string {
  return text.slice(0, at) + text.slice(at + length);
}

function put(text: string, at: number, what: string): string {
  return text.slice(0, at) + what + text.slice(at);
}

function swapTokens(random: Random): (text: string) => string {
  return (text) => {
    const parts = text.split(/\b/);
    if (parts.length < 2) return text;
    const [i, j] = [random.below(parts.length), random.below(parts.length)];
    [parts[i], parts[j]] = [parts[j] ?? "", parts[i] ?? ""];
    return parts.join("");
  };
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
