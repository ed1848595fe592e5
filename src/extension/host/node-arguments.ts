/**
 * What the Node of the language server is started with: 8 MiB for new objects. With the usual 16 the server holds more garbage, and
 * analyses are no faster. The limit cannot be changed once a process runs.
 */
export const nodeArguments: readonly string[] = ["--max-semi-space-size=8"];
