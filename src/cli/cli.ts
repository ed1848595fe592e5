import type { CliOptions } from "./cli-options.ts";
import { parseCommandLine } from "./command-line.ts";
import { commands } from "./commands/index.ts";
import type { CliHost } from "./host.ts";
import { type Option, options } from "./options.ts";
import { explained, UsageError } from "./usage-error.ts";

const exitFine = 0;

/** Runs one command line to its end and gives the exit code: 0 fine, 1 problems in the model, 2 wrong usage. */
export function runCli(args: readonly string[], host: CliHost): Promise<number> {
  return explained(() => {
    const asked = parseCommandLine(args);
    if (asked.kind === "command") return runCommand(asked.command, asked.options, host);
    host.print(asked.kind === "help" ? helpText() : `${host.version}\n`);
    return exitFine;
  }, host);
}

function runCommand(name: string, given: CliOptions, host: CliHost): number | Promise<number> {
  const command = commands.find((one) => one.name === name);
  if (command !== undefined) return command.run(given, host);
  const known = commands.map((one) => one.name).join(", ");
  throw new UsageError(`There is no command "${name}". The commands are ${known}; see --help.`);
}

function helpText(): string {
  const rows = commands.map(({ name, summary }) => [name, summary] as const);
  return `Shapes, parameters, MACs and timed runs of CNN models written with cnn-blocks. The file is never executed.

Usage: cnn-blocks <command> <file.ts> [options]
       cnn-blocks check <file.ts, folder or pattern> … [options]

Commands:
${columns(rows)}

Options:
${columns(options.map((option) => [optionText(option), option.summary] as const))}

Exit code: 0 if all is well; 1 if the model has problems, costs more than it may, or there is none that can run; 2 if the command line is wrong.
`;
}

/** `--json`, `-o, --output f.onnx`. */
function optionText({ name, short, example }: Option): string {
  return [
    short === undefined ? "" : `-${short}, `,
    `--${name}`,
    example === undefined ? "" : ` ${example}`,
  ].join("");
}

function columns(rows: readonly (readonly [left: string, right: string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join("\n");
}
