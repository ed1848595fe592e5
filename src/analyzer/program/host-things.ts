/** Node's own modules of which hardly anything throws. */
const reliable: ReadonlySet<string> = new Set([
  ...["buffer", "crypto", "events", "os", "path", "perf_hooks", "process", "timers", "url", "util", "v8"],
]);

/** The name of the host's thing that a file imports from a module of Node's, `process` or `process.exit`; undefined for others. */
export function hostThing(specifier: string, name: string | null): string | undefined {
  const module = specifier.replace(/^node:/, "");
  if (!reliable.has(module)) return undefined;
  return name === null || name === "default" ? module : `${module}.${name}`;
}
