const enrolled = new WeakSet<object>();

/** Called for every module that is constructed. */
export function enrol(module: object): void {
  enrolled.add(module);
}

export function isModule(value: unknown): value is object {
  return typeof value === "function" && enrolled.has(value);
}
