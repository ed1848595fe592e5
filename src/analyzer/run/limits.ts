/** How much one analysis may do, and what is granted on top. */
export const limits = {
  /** For all that a file does, besides what its length, its layers and its loops are granted. */
  steps: 100_000,
  stepsALetter: 2,
  /** For all that a file with a syntax error does, layers and loops included, besides what its length is granted. */
  stepsWhenBroken: 100_000,
  /** The same for what is done after the first error: the file would not run so far. */
  stepsAfterError: 120_000,
  /** For each statement after that, even if nothing is left. */
  stepsAStatement: 20_000,
  /** For what a layer costs when it is made, and when it is applied. */
  stepsAModule: 70,
  stepsANode: 50,
  /** So many layers that are made while a model is called pay: a forward that makes its whole net anew never ends. */
  modulesMadeInCalls: 1_000,
  /** Of following both arms of a condition, which keeps, takes back and joins what they change. */
  stepsAFork: 10,
  /** For loops of which the end can be seen. */
  granted: 600_000,
  /** The same once a loop was given up: what depends on that is unknown, and is followed for no longer than any usual net needs. */
  grantedWhenCut: 100_000,
  /** Granted after each thing that was cut off, so that the rest of the file still gets its hints. */
  grace: 20_000,
  graceWhenBroken: 5_000,
  cuts: 4,
  depth: 180,
  /** Recipes are followed only above this depth: deeper down, each call counts against the limit of recursion. */
  depthOfRecipes: 60,
  nodes: 25_000,
  modules: 30_000,
  values: 8,
  tensors: 64,
  /** Further models of one file are left out. */
  models: 100,
} as const;
