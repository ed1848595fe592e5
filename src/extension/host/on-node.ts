import { execFile } from "node:child_process";
import { open } from "node:fs/promises";
import type { ExtensionContext } from "vscode";
import type { LanguageClientOptions } from "vscode-languageclient";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import type { Host } from "./host.ts";
import { nodeArguments } from "./node-arguments.ts";

/** A desktop, or a machine that VS Code works on remotely: Node. */
export const host: Host<LanguageClient> = {
  languageClient(context: ExtensionContext, id: string, name: string, options: LanguageClientOptions) {
    const module = context.asAbsolutePath("dist/server/server.cjs");
    const server = { module, transport: TransportKind.ipc, options: { execArgv: [...nodeArguments] } };
    return new LanguageClient(id, name, server, options);
  },
  run(program, args) {
    const options = { encoding: "utf8", maxBuffer: 64 * 2 ** 20, windowsHide: true } as const;
    return new Promise((resolve) => {
      execFile(program, [...args], options, (fault, out) => resolve(fault === null ? out : null));
    });
  },
  async readPart(path, from, to) {
    const file = await open(path);
    try {
      const part = new Uint8Array(to - from);
      for (let read = 0; read < part.length; ) {
        const { bytesRead } = await file.read(part, read, part.length - read, from + read);
        if (bytesRead === 0) return null;
        read += bytesRead;
      }
      return part;
    } finally {
      await file.close();
    }
  },
};
