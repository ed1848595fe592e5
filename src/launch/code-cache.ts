import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import zlib from "node:zlib";

/*
 * Compiled code, kept between runs in a folder of the user's. Everything here may fail: the folder may be missing, read-only or
 * full, a file may be cut off or of another Node. Then the program starts as if there were none.
 */

/** The file that keeps one program's code. */
export interface CodeCache {
  /** The code, if it is there and whole. */
  read(): Buffer | undefined;
  write(code: Buffer): void;
}

/** The cache of a program, by a name that says which one and for what it runs; null where nothing can be kept. */
export function codeCache(name: string, program: Buffer, folder = userFolder()): CodeCache | null {
  // Node had no checksum before 20.15.
  if (folder === null || zlib.crc32 === undefined) return null;
  const path = join(folder, `${[name, process.version, process.arch, hex(program)].join("-")}.code`);
  return {
    read() {
      try {
        return checked(readFileSync(path));
      } catch {
        return undefined;
      }
    },
    write(code) {
      try {
        makeFolder(folder);
        replace(path, Buffer.concat([checksum(code), code]));
        removeOld(folder);
      } catch {
        // The next run compiles again.
      }
    },
  };
}

/** With the folders around it, one by one: asked for all of them, Node never comes back where a system has none at all. */
function makeFolder(folder: string): void {
  const around = dirname(folder);
  if (existsSync(folder) || around === folder) return;
  makeFolder(around);
  mkdirSync(folder, { mode: 0o700 });
}

/** Of several processes the last one wins; nobody ever sees half a file. */
function replace(path: string, contents: Buffer): void {
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, contents, { mode: 0o600 });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Where programs keep what they can make again; null if there is no such place, or if `CNN_BLOCKS_CODE_CACHE=off`. */
function userFolder(): string | null {
  const { CNN_BLOCKS_CODE_CACHE, LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  if (CNN_BLOCKS_CODE_CACHE === "off") return null;
  const given = process.platform === "win32" ? LOCALAPPDATA : XDG_CACHE_HOME;
  if (given !== undefined && isAbsolute(given)) return join(given, "cnn-blocks", "code");
  try {
    const own = process.platform === "darwin" ? ["Library", "Caches"] : [".cache"];
    const home = homedir();
    return process.platform === "win32" || !isAbsolute(home)
      ? null
      : join(home, ...own, "cnn-blocks", "code");
  } catch {
    return null;
  }
}

/** V8 itself looks only at its version and the lengths: damaged code would crash the process. */
function checked(file: Buffer): Buffer | undefined {
  const code = file.subarray(checksumBytes);
  return file.length > checksumBytes && checksum(code).equals(file.subarray(0, checksumBytes))
    ? code
    : undefined;
}

const checksumBytes = 4;

function checksum(bytes: Buffer): Buffer {
  const sum = Buffer.alloc(checksumBytes);
  sum.writeUInt32LE(zlib.crc32(bytes));
  return sum;
}

function hex(bytes: Buffer): string {
  return checksum(bytes).toString("hex");
}

/** Of versions that were replaced long ago; one that is still in use is written again. */
function removeOld(folder: string): void {
  const oldest = Date.now() - 60 * 24 * 3600 * 1000;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    // Another process may have removed it just now.
    const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? oldest;
    if (written < oldest) rmSync(path, { force: true, recursive: true });
  }
}
