import { CodeLensRequest, InlayHintRequest, type Position } from "vscode-languageserver/node";
import { createAnalyzer } from "../../src/analyzer/index.ts";
import { codeLenses, createView, inlayHints, summaryText, wordedProblem } from "../../src/ide/index.ts";
import { defaultSettings } from "../../src/settings/index.ts";
import { authorHost } from "../analyzer/author-host.ts";
import { type Client, startClient, uriOfPath } from "../server/client.ts";
import { type CorpusFile, corpus } from "./corpus.ts";
import { newRandom } from "./random.ts";
import { typed } from "./typist.ts";

/** The outcome of editing model files in a live server for a long time. */
export interface EditsReport {
  readonly edits: number;
  /** How many of its answers were held against a library, too, that had served nobody before. */
  readonly withOwnLibrary: number;
  readonly differences: readonly Difference[];
  /** The longest answers, with the index of the edit. */
  readonly slowest: readonly {
    readonly index: number;
    readonly file: string;
    readonly milliseconds: number;
  }[];
  /** The memory of the server's process after each twentieth of the edits, in MiB. */
  readonly memory: readonly number[];
  /** Bugs of its own that the server reported. */
  readonly log: readonly string[];
}

export interface Difference {
  readonly index: number;
  readonly file: string;
  readonly live: string;
  readonly fresh: string;
}

/**
 * Each answer is held against a new analyzer's, in which everything runs. Between so many edits one is held against an analyzer
 * whose library has served nobody before, which takes ten times as long.
 */
const ownLibraryEvery = 50;

/** A file is closed after so many edits, and another one is opened. */
const editsAFile = 120;

const intervals = 20;

/** Types into the corpus's files, one after the other, in a server as VS Code starts it. */
export async function editLive(
  count: number,
  seed: number,
  progress: (edits: number, memory: number) => void = () => undefined,
): Promise<EditsReport> {
  const client = await startClient();
  const random = newRandom(seed);
  const files = corpus();
  const texts = files.map(({ text }) => text);
  const report = { withOwnLibrary: 0, differences: [] as Difference[], memory: [] as number[] };
  const times: EditsReport["slowest"][number][] = [];
  for (let index = 0; index < count; ) {
    const file = random.pick(files);
    const uri = uriOfPath(file.path);
    await client.open(uri, file.text);
    const ending = Math.min(count, index + editsAFile);
    for (const text of typed(file.text, texts, random)) {
      // Without the import it is no model file, and the server has nothing to say of it.
      if (!text.includes('"cnn-blocks"')) break;
      const started = performance.now();
      const told = await inTime(client.change(uri, text));
      if (told === null) {
        report.differences.push({ index, file: file.name, live: "no answer", fresh: text });
        index = ending;
        break;
      }
      times.push({ index, file: file.name, milliseconds: performance.now() - started });
      if (times.length > 2 * slowestShown) keepSlowest(times);
      const hasOwnLibrary = index % ownLibraryEvery === 0;
      if (hasOwnLibrary) report.withOwnLibrary += 1;
      const live = await liveAnswer(client, uri, text, told.problems);
      const fresh = freshAnswer(file, text, hasOwnLibrary);
      if (live !== fresh) report.differences.push({ index, file: file.name, live, fresh });
      index += 1;
      if (index % Math.ceil(count / intervals) === 0) {
        report.memory.push(client.memory());
        progress(index, report.memory.at(-1) ?? 0);
      }
      if (index >= ending) break;
    }
    await client.close(uri);
  }
  await client.stop();
  keepSlowest(times);
  return { edits: count, ...report, slowest: times, log: client.log };
}

/** An edit without an answer must not hold up the others. */
async function inTime<T>(answer: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), longestWait);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

const longestWait = 30_000;

const slowestShown = 10;

function keepSlowest(times: EditsReport["slowest"][number][]): void {
  times.sort((a, b) => b.milliseconds - a.milliseconds);
  times.length = Math.min(times.length, slowestShown);
}

type Told = readonly { readonly code: string; readonly message: string; readonly line: number }[];

/** The summary, the problems, the hints and the lenses that the server gives. */
async function liveAnswer(client: Client, uri: string, text: string, problems: Told): Promise<string> {
  const summary = await client.request("cnnBlocks/summary", { uri });
  const end = { line: text.split("\n").length, character: 0 };
  const range = { start: { line: 0, character: 0 }, end };
  const { connection } = client;
  const hints = await connection.sendRequest(InlayHintRequest.type, { textDocument: { uri }, range });
  const lenses = await connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } });
  return answer(summary.text, problems, [
    ...(hints ?? []).map(({ position, label }) => placed(position, String(label))),
    ...(lenses ?? []).map((lens) => placed(lens.range.start, lens.command?.title ?? "")),
  ]);
}

/** The same from an analyzer that has seen nothing before and repeats nothing. */
function freshAnswer({ path }: CorpusFile, text: string, hasOwnLibrary: boolean): string {
  const { library: shared, ...host } = authorHost({ [path]: text });
  const library = hasOwnLibrary ? { ...shared } : shared;
  const analysis = createAnalyzer({ ...host, library }).analyze(path, { runsEverything: true });
  const view = createView(analysis, text, defaultSettings, host.read);
  const at = (offset: number) =>
    view.linesOf(path)?.positionAt(offset) ?? { line: Number.NaN, character: Number.NaN };
  const problems = view.problems().map((problem) => wordedProblem(view, problem));
  return answer(summaryText(view), problems, [
    ...inlayHints(view).map(({ position, label }) => placed(at(position), label)),
    ...codeLenses(view).map(({ range, title }) => placed(at(range.start), title)),
  ]);
}

function placed({ line, character }: Position, text: string): string {
  return `${line}:${character} ${text}`;
}

function answer(summary: string, problems: Told, notes: readonly string[]): string {
  const told = problems.map(({ line, code, message }) => `${line} ${code} ${message}`);
  return [summary, ...told, ...[...notes].sort()].join("\n");
}
