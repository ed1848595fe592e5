import type { CliOptions } from "../cli-options.ts";
import { problemLine } from "../problem-lines.ts";
import { UsageError } from "../usage-error.ts";
import type { Finding } from "./checked-file.ts";
import { githubText } from "./github.ts";
import { type FormatContext, sarifText } from "./sarif.ts";

type Print = (findings: readonly Finding[], context: FormatContext) => string;

/** Every format of `check`, by what `--format` says. */
const formats: Readonly<Record<string, Print>> = {
  text: (findings) => findings.map(({ problem }) => problemLine(problem)).join(""),
  json: (findings) =>
    `${JSON.stringify(
      findings.map(({ problem }) => problem),
      null,
      2,
    )}\n`,
  sarif: sarifText,
  github: githubText,
};

/** The name of the format that is asked for. */
export function checkFormat({ json, format }: CliOptions): string {
  if (format === null) return json ? "json" : "text";
  if (formats[format] === undefined)
    throw new UsageError(
      `There is no format "${format}" of a check: --format is text, json, sarif or github.`,
    );
  if (json && format !== "json")
    throw new UsageError(`--json and --format ${format} are two formats: give one.`);
  return format;
}

export function formatted(format: string, findings: readonly Finding[], context: FormatContext): string {
  return formats[format]?.(findings, context) ?? "";
}
