import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { byteSize } from "../words/index.ts";
import type { CliHost } from "./host.ts";
import { UsageError } from "./usage-error.ts";

/** Node reads no more into one array. */
const mostBytes = 2 ** 31 - 1;

/** All bytes of a file that an option names. Throws a UsageError that says why there are none. */
export function readBytes(name: string, { folder }: CliHost): Uint8Array {
  const path = resolve(folder, name);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new UsageError(`There is no file ${name}.`);
  if (found.isDirectory()) throw new UsageError(`${name} is a folder, not a file.`);
  if (found.size > mostBytes)
    throw new UsageError(
      `${name} has ${byteSize(found.size)}. A file of at most ${byteSize(mostBytes)} can be read.`,
    );
  try {
    return readFileSync(path);
  } catch (fault) {
    throw new UsageError(`${name} cannot be read: ${fault instanceof Error ? fault.message : fault}`);
  }
}
