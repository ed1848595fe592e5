import { createRequire } from "node:module";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import type { CodeCache } from "./code-cache.ts";

/** A program that runs now. */
export interface Started<T> {
  readonly exports: T;
  /** Keeps what V8 has compiled so far, unless an earlier run's was taken. */
  keepCode(): void;
}

/**
 * Runs a CommonJS program as if it stood in that file. With the code of an earlier run, V8 neither parses nor compiles it: that
 * is half of what a short run takes.
 */
export function startProgram<T>(text: string, path: string, cache: CodeCache | null): Started<T> {
  const known = cache?.read();
  const script = new Script(`(function (${parameters.join(", ")}) {${text}\n})`, {
    filename: path,
    ...(known !== undefined && { cachedData: known }),
  });
  const module = { exports: {} };
  const importer = (url: string): Promise<unknown> => import(url);
  script.runInThisContext()(
    ...[createRequire(path), module, module.exports, path, dirname(path), pathToFileURL(path).href, importer],
  );
  const isKept = known !== undefined && script.cachedDataRejected === false;
  return {
    exports: module.exports as T,
    keepCode() {
      if (!isKept) cache?.write(script.createCachedData());
    },
  };
}

/**
 * The last two stand for `import.meta.url`, see `scripts/bundles.ts`, and `import()`, which is experimental within a
 * script.
 */
const parameters = ["require", "module", "exports", "__filename", "__dirname", "__url", "__import"];
