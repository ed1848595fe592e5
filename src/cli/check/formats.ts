import { problemLine } from "../../ide/index.ts";
import { chosenFormat } from "../chosen-format.ts";
import type { CliOptions } from "../cli-options.ts";
import type { Finding } from "./checked-file.ts";
import { githubText } from "./github.ts";
import { type FormatContext, sarifText } from "./sarif.ts";

/** A format of `check`. */
export interface CheckFormat {
  /** What `--format` says. */
  readonly name: "text" | "json" | "sarif" | "github";
  print(findings: readonly Finding[], context: FormatContext): string;
}

const formats: readonly CheckFormat[] = [
  { name: "text", print: (findings) => findings.map(({ problem }) => `${problemLine(problem)}\n`).join("") },
  {
    name: "json",
    print: (findings) =>
      `${JSON.stringify(
        findings.map(({ problem }) => problem),
        null,
        2,
      )}\n`,
  },
  { name: "sarif", print: sarifText },
  { name: "github", print: githubText },
];

export function checkFormat(options: CliOptions): CheckFormat {
  return chosenFormat(options, new Map(formats.map((format) => [format.name, format])), "a check");
}
