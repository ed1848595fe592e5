import { parseCommandLine } from "./command-line.ts";
import { commands } from "./commands/index.ts";
import type { CliHost } from "./host.ts";
import { type Option, options } from "./options.ts";
import { explained } from "./usage-error.ts";

const exitFine = 0;

/** Runs one command line to its end and gives the exit code: 0 fine, 1 problems in the model, 2 wrong usage. */
export function runCli(args: readonly string[], host: CliHost): Promise<number> {
  return explained(() => {
    const asked = parseCommandLine(args);
    if (asked.kind === "command") return asked.command.run(asked.options, host);
    host.print(asked.kind === "help" ? helpText() : `${host.version}\n`);
    return exitFine;
  }, host);
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
