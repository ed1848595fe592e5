import { type CliOptions, parseCommandLine } from "./command-line.ts";
import { commands } from "./commands/index.ts";
import type { CliHost } from "./host.ts";
import { UsageError } from "./usage-error.ts";

/** Done, and nothing wrong. */
const exitFine = 0;
/** The command could not be understood, or what it names is not there. */
const exitUsage = 2;

/** Runs one command line to its end and gives the exit code: 0 fine, 1 problems in the model, 2 wrong usage. */
export async function runCli(args: readonly string[], host: CliHost): Promise<number> {
  try {
    const asked = parseCommandLine(args);
    if (asked.kind === "help") {
      host.print(helpText());
      return exitFine;
    }
    return await runCommand(asked.command, asked.options, host);
  } catch (fault) {
    if (!(fault instanceof UsageError)) throw fault;
    host.complain(`cnn-blocks: ${fault.message}\n`);
    return exitUsage;
  }
}

async function runCommand(name: string, options: CliOptions, host: CliHost): Promise<number> {
  const command = commands.find((one) => one.name === name);
  if (command !== undefined) return command.run(options, host);
  const known = commands.map((one) => one.name).join(", ");
  throw new UsageError(`There is no command "${name}". There are ${known}; --help says more.`);
}

function helpText(): string {
  const rows = commands.map(({ name, summary }) => `  ${name.padEnd(9)}${summary}`);
  return `Shapes, parameters, MACs and timed runs of CNN models written with cnn-blocks. The file is never executed.

Usage: cnn-blocks <command> <file.ts> [options]

Commands:
${rows.join("\n")}

Options:
  --class Name         only this class of the file, or one of the library (ResNet18, ResidualBlock, …)
  --input 1x3x224x224  the example input instead of the file's own
  --json               data instead of text
  --units FLOPs        two FLOPs for every MAC (summary's text only)
  --weights file       trained weights, a .safetensors file with PyTorch's names (run, export)
  --seed 0             what random weights and inputs are made from (run, export)
  --runs 5             how often to measure after the warm-up, at least (run)
  --threads 2          how many threads share the work, at most one a core (run)
  --memory low         0.3 to 0.9 of the memory, by the net, for less speed (run, plan)
  --format onnx        onnx or safetensors, where the output's ending does not tell (export)
  -o, --output f.onnx  the file to write (export)
  --help               this text

Exit code: 0 where all is well, 1 where the model has problems, 2 where the command line is wrong.
`;
}
