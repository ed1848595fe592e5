/**
 * Arguments of Node for processes that run tests. They have room for what tests make and drop at once: a fifth of their time
 * would go into collecting it. Little of what they run runs often, so a function is optimised later than is usual: making code
 * that is hardly used took another fifth.
 */
export const testHooks: readonly string[] = [
  "--max-semi-space-size=64",
  "--interrupt-budget=800000",
  "--import",
  "tsx/esm",
  "--import",
  "./test/support/virtual-modules.mjs",
];
