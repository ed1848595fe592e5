import type { Model } from "../../analyzer/index.ts";
import type { AgentRun, Answer } from "../../protocol/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";

/**
 * Something that a language model or another agent may ask about model files, over MCP or VS Code's own interface. One file a
 * tool, one line in `index.ts`. A tool only reads: a fix is described and never applied.
 */
export interface AgentTool {
  /** `list_layers` */
  readonly name: string;
  readonly title: string;
  /** In one or two sentences what it answers, from which an agent learns when to ask. */
  readonly description: string;
  readonly inputs: Readonly<Record<string, ToolInput>>;
  answer(inputs: ToolInputs, context: ToolContext): Answer<string> | Promise<Answer<string>>;
}

export interface ToolInput {
  readonly type: "string" | "integer";
  readonly description: string;
  readonly required?: true;
}

/** What an agent has given, checked against the tool's inputs. */
export interface ToolInputs {
  text(name: string): string | undefined;
  number(name: string): number | undefined;
}

/** What a tool needs of where it runs. */
export interface ToolContext {
  /** The folders that may be read, as the analysis names files. */
  readonly folders: readonly string[];
  /** A file inside them as it stands now, unsaved edits included. */
  open(file: string): Answer<AnalysisSources> | Promise<Answer<AnalysisSources>>;
  /** Runs a model that is wholly known. The engine computes its graph; the file is not executed. */
  run(file: string, model: Model): Promise<Answer<AgentRun>>;
}

export function refused(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}

export function answered<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}
