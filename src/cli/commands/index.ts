import { check } from "./check.ts";
import type { Command } from "./command.ts";
import { diff } from "./diff.ts";
import { exportModel } from "./export-model.ts";
import { lsp } from "./lsp.ts";
import { mcp } from "./mcp.ts";
import { plan } from "./plan.ts";
import { run } from "./run.ts";
import { summary } from "./summary.ts";

/** Every command, one line each. */
export const commands: readonly Command[] = [summary, check, run, plan, exportModel, diff, lsp, mcp];
