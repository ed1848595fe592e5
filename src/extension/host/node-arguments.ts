/**
 * What the Node of the language server is started with. The room for new objects is 8 MiB: with the usual 16, more garbage waits
 * and analyses take as long. Once the server runs, it is too late to say.
 */
export const nodeArguments: readonly string[] = ["--max-semi-space-size=8"];
