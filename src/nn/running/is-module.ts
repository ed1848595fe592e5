const enrolled = new WeakSet<object>();
const parameters = new WeakSet<object>();

/** Called for every module that is constructed. */
export function enrol(module: object): void {
  enrolled.add(module);
}

export function isModule(value: unknown): value is object {
  return typeof value === "function" && enrolled.has(value);
}

/** A tensor that a field of a module holds by itself: it has a path, as modules have. */
export function enrolParameter(parameter: object, application: { owner: object | null }): void {
  parameters.add(parameter);
  application.owner = parameter;
}

export function isParameter(value: unknown): value is object {
  return typeof value === "object" && value !== null && parameters.has(value);
}
