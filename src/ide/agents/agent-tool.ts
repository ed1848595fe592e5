import type { Model } from "../../analyzer/index.ts";
import type { AgentRun, Answer } from "../../protocol/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";

/**
 * A tool with which a language model or another agent asks about model files. One file a tool, one line in
 * `index.ts`. A tool only reads: a fix is described and never applied.
 */
export interface AgentTool {
  /** `list_layers` */
  readonly name: string;
  readonly title: string;
  /** What it answers, in one or two sentences. Agents choose a tool by it. */
  readonly description: string;
  readonly inputs: Readonly<Record<string, ToolInput>>;
  answer(inputs: ToolInputs, context: ToolContext): Answer<string> | Promise<Answer<string>>;
}

export interface ToolInput {
  readonly type: "string" | "integer";
  readonly description: string;
  readonly required?: true;
}

/** The arguments of a call, which have the names and types of the tool's inputs. */
export interface ToolInputs {
  text(name: string): string | undefined;
  number(name: string): number | undefined;
}

/** What a tool needs from its surroundings. */
export interface ToolContext {
  /** The folders that may be read: absolute paths with `/`. */
  readonly folders: readonly string[];
  /** Analyses a file inside the folders as it is now, with unsaved edits. */
  open(file: string): Answer<AnalysisSources> | Promise<Answer<AnalysisSources>>;
  /** Runs a model that `runObstacle` allows. The engine computes its graph; the file is not executed. */
  run(file: string, model: Model): Promise<Answer<AgentRun>>;
}

export function refused(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}

export function answered<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}
