/**
 * Arguments of Node for processes that run tests. They have room for what tests make and drop at once: a fifth of their time
 * would go into collecting it.
 */
export const testHooks: readonly string[] = [
  "--max-semi-space-size=64",
  "--import",
  "tsx/esm",
  "--import",
  "./test/support/virtual-modules.mjs",
];
