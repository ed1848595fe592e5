import { UsageError } from "../usage-error.ts";
import type { Command } from "./command.ts";

export const lsp: Command = {
  name: "lsp",
  summary: "the language server, for editors that start one themselves",
  files: "none",
  examples: [
    { arguments: "lsp --stdio", comment: "the language server, for Neovim, Helix and other editors" },
  ],
  async run({ stdio }, host) {
    if (!stdio)
      throw new UsageError("An editor starts the language server, over its pipes: cnn-blocks lsp --stdio");
    await host.startServer();
    return 0;
  },
};
