/** Files that belong to the runs of a model: trained weights, and the names of its classes. */
export type CompanionName = "weights" | "classes";

const endings: Readonly<Record<CompanionName, string>> = {
  weights: ".safetensors",
  classes: ".classes.txt",
};

/** The file beside a model's that is found by its name: `digits.safetensors` for `digits.ts`. */
export function besideName(file: string, kind: CompanionName): string {
  return file.replace(/\.\w+$/, endings[kind]);
}
