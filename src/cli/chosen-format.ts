import type { CliOptions } from "./cli-options.ts";
import { UsageError } from "./usage-error.ts";

/** The format that `--format` or `--json` asks for, else text. `what` goes into the message, as in "a check". */
export function chosenFormat<T>(
  { json, format }: CliOptions,
  formats: ReadonlyMap<string, T>,
  what: string,
): T {
  if (json && format !== null && format !== "json")
    throw new UsageError(`--json and --format ${format} are two formats: give one.`);
  const found = formats.get(format ?? (json ? "json" : "text"));
  if (found !== undefined) return found;
  const names = [...formats.keys()];
  throw new UsageError(
    `There is no format "${format}" of ${what}: --format is ${names.slice(0, -1).join(", ")} or ${names.at(-1)}.`,
  );
}
