import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { codeCache } from "./code-cache.ts";
import { startProgram } from "./start-program.ts";

/* The language server's file: it starts the program beside it with the code that an earlier server has compiled. */

/** By then the first files have been analysed, so most of what is needed is compiled. */
const settled = 10_000;

// The server runs beside an editor all day. By default V8 lets the heap grow to several times what is in use before it collects
// garbage. With a growth of a half, analyses are as fast.
setFlagsFromString("--heap-growing-percent=50");

const path = join(__dirname, "program.cjs");
const program = readFileSync(path);
const { keepCode } = startProgram(program.toString(), path, codeCache("server", program));
setTimeout(keepCode, settled).unref();
