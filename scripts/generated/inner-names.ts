/** Members of tensors and modules that are there for the library itself: documents leave them out, and tests do not call them. */
export const innerNames: ReadonlySet<string> = new Set([
  ...[
    "application",
    "applied",
    "become",
    "becomeContiguous",
    "renew",
    "checked",
    "filled",
    "filledWith",
    "held",
    "isKept",
    "isStale",
    "keptWhere",
    "keptTensors",
    "overwritten",
    "plainNumbers",
    "reduced",
    "source",
  ],
  "storage",
]);
