import type { FileRange } from "../../base/index.ts";
import { unknownValue } from "../values/make.ts";
import type { UnknownValue } from "../values/value.ts";

/** Node's own modules whose functions hardly ever throw. */
const reliable: ReadonlySet<string> = new Set([
  ...["buffer", "crypto", "events", "os", "path", "perf_hooks", "process", "timers", "url", "util", "v8"],
]);

/** What a file imports from a package that is not read. */
export function unreadThing(specifier: string, name: string | null, place: FileRange | null): UnknownValue {
  const isWhole = name === null || name === "default";
  const reason = isWhole ? `${specifier} is not read` : `${name} comes from ${specifier}, which is not read`;
  const module = specifier.replace(/^node:/, "");
  if (!reliable.has(module)) return unknownValue(reason, place);
  return { ...unknownValue(reason, place), host: isWhole ? module : `${module}.${name}` };
}
