import { problemPage } from "../../src/ide/index.ts";
import { problemDefinitions } from "../../src/problems/index.ts";
import type { GeneratedText } from "./generated.ts";

/** A section for each code. */
export const problemPages: GeneratedText = {
  marker: "problems",
  make: () => `\n${problemDefinitions.map(problemPage).join("\n\n")}\n`,
};
