interface Graded {
  readonly severity: "error" | "warning" | "information" | "hint";
}

/** Whether something is only worth knowing: advice is not counted among the problems. */
export function isNote({ severity }: Graded): boolean {
  return severity === "information" || severity === "hint";
}
