import { readFile } from "node:fs/promises";
import { nnSources } from "virtual:nn-sources";
import { runCli } from "../../src/cli/cli.ts";

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The command as it runs in a folder, in this process. */
export function command(folder: string, ...args: readonly string[]): Promise<Outcome> {
  return watchingCommand(folder, async () => false, ...args);
}

/** The same for one that watches files: `untilChange` tells it of changes, and when to end. */
export async function watchingCommand(
  folder: string,
  untilChange: () => Promise<boolean>,
  ...args: readonly string[]
): Promise<Outcome> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runCli(args, {
    ...{ folder, library: nnSources, version: "1.2.3", cores: 1 },
    watch: () => ({ untilChange, close() {} }),
    async readKernels() {
      const bytes = await readFile(new URL("../../dist/kernel/simd.wasm", import.meta.url));
      return { simd: new Uint8Array(bytes) };
    },
    readPictures: () => Promise.reject(new Error("no picture")),
    startServer: () => Promise.reject(new Error("no server")),
    serveTools: () => Promise.reject(new Error("no tools")),
    readThreading: async () => undefined,
    print: (text) => out.push(text),
    complain: (text) => err.push(text),
  });
  return { code, out: out.join(""), err: err.join("") };
}
