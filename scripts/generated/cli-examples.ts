import { commands } from "../../src/cli/commands/index.ts";
import type { GeneratedText } from "./generated.ts";

export const cliExamples: GeneratedText = {
  marker: "cli",
  make() {
    const examples = commands.flatMap((command) => command.examples);
    const width = Math.max(...examples.map((example) => example.arguments.length));
    const lines = examples.map(
      ({ arguments: given, comment }) => `cnn-blocks ${given.padEnd(width)}  # ${comment}`,
    );
    return ["```sh", ...lines, "```"].join("\n");
  },
};
