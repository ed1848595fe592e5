import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { InlayHintRequest } from "vscode-languageserver/node";
import { buildUnlessBuilt } from "../../scripts/build-all.ts";
import { root } from "../../scripts/root.ts";
import { startClient, uriOfPath } from "../server/client.ts";
import type { Took } from "./thread-time.ts";

/* What a start costs: of the command, and of the language server until an editor has the first hints of a file. */

export interface StartTimes {
  readonly name: string;
  /** Milliseconds by the clock that are wanted at most; null for what is only there to compare with. */
  readonly goal: number | null;
  readonly runs: readonly Took[];
}

/** The first runs of the command keep its compiled code, as a user's first ones do. */
const warmUp = 2;

/** How long a server runs before it keeps its compiled code, and somewhat longer, in milliseconds. */
const untilCodeIsKept = 12_000;

const example = join(root, "media/examples/resnet18.ts");

/** Measures all kinds of start in turns, so that a busy machine slows them alike. */
export async function measureStarts(count: number): Promise<readonly StartTimes[]> {
  await buildUnlessBuilt(["dist/server", "dist/cli"]);
  await firstHints(untilCodeIsKept);
  const [nodes, checks, servers]: [Took[], Took[], Took[]] = [[], [], []];
  for (let turn = -warmUp; turn < count; turn++) {
    const node = await command("-e", "0");
    const check = await command(join(root, "dist/cli/cnn-blocks.js"), "check", example);
    const server = await firstHints();
    if (turn < 0) continue;
    nodes.push(node);
    checks.push(check);
    servers.push(server);
  }
  return [
    { name: "Node with an empty program", goal: null, runs: nodes },
    { name: "cnn-blocks check media/examples/resnet18.ts", goal: 250, runs: checks },
    { name: "language server, until the first hints", goal: 300, runs: servers },
  ];
}

/** A shell knows what its children took of a processor; nobody else can ask a process that has ended. */
const timed = '"$0" "$@" >&2 && times';

/** A run of Node from beginning to end. */
async function command(...args: readonly string[]): Promise<Took> {
  const begun = performance.now();
  const { stdout } = await run("sh", ["-c", timed, process.execPath, ...args]);
  return { cpu: processorTime(stdout), wall: performance.now() - begun };
}

const run = promisify(execFile);

/** Of the shell's `times`: a line of its own and one of its children, each with the time of the program and of the system. */
function processorTime(times: string): number {
  const [, children = ""] = times.trim().split("\n");
  const seconds = children.split(/\s+/).map((one) => {
    const [minutes, rest] = one.split("m");
    return 60 * Number(minutes) + Number.parseFloat(rest ?? "");
  });
  return 1000 * seconds.reduce((sum, one) => sum + one, 0);
}

/** A server that is asked for the hints of a file, and then runs on for a while. */
async function firstHints(stays = 0): Promise<Took> {
  const uri = uriOfPath(example);
  const text = readFileSync(example, "utf8");
  const begun = performance.now();
  const client = await startClient();
  await client.notifyOpen(uri, text);
  const range = { start: { line: 0, character: 0 }, end: { line: text.split("\n").length, character: 0 } };
  const hints = await client.connection.sendRequest(InlayHintRequest.type, { textDocument: { uri }, range });
  const wall = performance.now() - begun;
  const cpu = client.processorTime();
  await setTimeout(stays);
  await client.stop();
  if (hints === null || hints.length === 0) throw new Error("the server gave no hints");
  return { cpu, wall };
}
