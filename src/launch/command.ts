#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { codeCache } from "./code-cache.ts";
import { programIn } from "./program-in.ts";
import { startProgram } from "./start-program.ts";

/*
 * The command's file. It holds the program in a comment, so that it needs no other file and its own start is short, and runs
 * it with the code that an earlier run has compiled.
 */

/** What `src/cli/main.ts` exports. */
interface Program {
  readonly finished: Promise<number>;
}

/** A run is short: V8 should optimise later, and collect new objects less often. */
const flags = [
  { flag: "--interrupt-budget=1000000", newestNode: 21 },
  { flag: "--semi-space-growth-factor=8", newestNode: 24 },
];

// A V8 that no longer has a flag complains about it. The flags come before the program, whose code is only good under the same ones.
const node = Number.parseInt(process.versions.node, 10);
for (const { flag, newestNode } of flags) if (node <= newestNode) setFlagsFromString(flag);

const [word = ""] = process.argv.slice(2);

const path = fileURLToPath(import.meta.url);
const file = readFileSync(path);
// Each command compiles other parts of the program; help compiles hardly any.
const isCommand = /^[a-z]+$/.test(word);
const cache = isCommand ? codeCache(`cnn-blocks-${word}`, file) : null;
const { exports, keepCode } = startProgram<Program>(programIn(file.toString("latin1")), path, cache);
const code = await exports.finished;
process.exitCode = code;
// A command line that makes no sense ends with 2.
if (code < 2) keepCode();
