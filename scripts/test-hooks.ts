/**
 * Arguments of Node for processes that run tests. They have room for what tests make and drop at once: a fifth of their time
 * would go into collecting it. They run most functions only a few times, so functions are optimised later than usual: compiling
 * them took almost another fifth.
 */
export const testHooks: readonly string[] = [
  "--max-semi-space-size=64",
  "--interrupt-budget=800000",
  "--import",
  "tsx/esm",
  "--import",
  "./test/support/virtual-modules.mjs",
];
