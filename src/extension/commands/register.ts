import { commands, Disposable } from "vscode";
import type { App } from "../app.ts";
import type { Command } from "./command.ts";
import * as list from "./list.ts";

export function registerCommands(app: App): Disposable {
  const all: readonly Command[] = Object.values(list);
  return Disposable.from(
    ...all.map(({ id, run }) => commands.registerCommand(id, (...args: unknown[]) => run(app, ...args))),
  );
}
