import { InlayHintRequest } from "vscode-languageserver/node";
import { createAnalyzer } from "../../src/analyzer/index.ts";
import { createView, inlayHints, summaryText, wordedProblem } from "../../src/ide/index.ts";
import { defaultSettings } from "../../src/settings/index.ts";
import { authorHost } from "../analyzer/author-host.ts";
import { type Client, startClient, uriOfPath } from "../server/client.ts";
import { type CorpusFile, corpus } from "./corpus.ts";
import { newRandom } from "./random.ts";
import { typed } from "./typist.ts";

/** The outcome of editing model files in a live server for a long time. */
export interface EditsReport {
  readonly edits: number;
  /** How often its answers were held against those of a new analysis of the same text. */
  readonly compared: number;
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

/** Edits between two comparisons, each of which analyses from scratch. */
const comparedEvery = 50;

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
  const report = { compared: 0, differences: [] as Difference[], memory: [] as number[] };
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
      if (index % comparedEvery === 0) {
        report.compared += 1;
        const live = await liveAnswer(client, uri, text, told.problems);
        const fresh = freshAnswer(file, text);
        if (live !== fresh) report.differences.push({ index, file: file.name, live, fresh });
      }
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

/** The summary, the problems and the hints that the server gives. */
async function liveAnswer(client: Client, uri: string, text: string, problems: Told): Promise<string> {
  const summary = await client.request("cnnBlocks/summary", { uri });
  const end = { line: text.split("\n").length, character: 0 };
  const range = { start: { line: 0, character: 0 }, end };
  const hints = await client.connection.sendRequest(InlayHintRequest.type, { textDocument: { uri }, range });
  return answer(
    summary.text,
    problems,
    (hints ?? []).map(({ label }) => String(label)),
  );
}

/** The same from an analyzer that has seen nothing before, with a library of its own. */
function freshAnswer({ path }: CorpusFile, text: string): string {
  const { library, ...host } = authorHost({ [path]: text });
  const view = createView(
    createAnalyzer({ ...host, library: { ...library } }).analyze(path),
    text,
    defaultSettings,
    host.read,
  );
  const problems = view.problems().map((problem) => wordedProblem(view, problem));
  return answer(
    summaryText(view),
    problems,
    inlayHints(view).map(({ label }) => label),
  );
}

function answer(summary: string, problems: Told, hints: readonly string[]): string {
  const told = problems.map(({ line, code, message }) => `${line} ${code} ${message}`);
  return [summary, ...told, ...[...hints].sort()].join("\n");
}
