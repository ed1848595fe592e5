/** Marks a branch that the types rule out; reaching it is a bug of ours, so it is loud. */
export function assertNever(value: never, what = "value"): never {
  throw new Error(`Unexpected ${what}: ${JSON.stringify(value)}`);
}
