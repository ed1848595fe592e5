import {
  type Analysis,
  type Model,
  type ParsedFile,
  type PlacedProblem,
  parseAnyway,
} from "../../analyzer/index.ts";
import { type FileRange, remember } from "../../base/index.ts";
import type { Report } from "../../ir/index.ts";
import { sizeConditions } from "../../passes/size-conditions.ts";
import { summarize } from "../../passes/summarize.ts";
import type { Settings } from "../../settings/index.ts";
import { conditionWords } from "../../words/index.ts";
import { type LineMap, lineMap } from "./line-map.ts";
import { problemsOf } from "./problems-of.ts";

/** What every feature reads: one analysis, the texts it refers to, and the author's settings. */
export interface View {
  readonly analysis: Analysis;
  /** The text that was analysed. */
  readonly text: string;
  readonly settings: Settings;
  /** What is wrong, and what design lints say, as far as the author wants to hear it; by place. */
  problems(): readonly PlacedProblem[];
  /** The text's syntax, parsed on first use. */
  parsed(): ParsedFile;
  /** The model with that id. Facts only refer to models of the same analysis. */
  model(id: string): Model;
  /** A model's numbers, computed on first use. */
  report(model: Model): Report;
  /** `fits where H and W are multiples of 16`, where its sizes are only named; null without a condition. */
  conditions(model: Model): string | null;
  /** The line from 1; null if the file's text is not available. */
  lineOf(place: FileRange): number | null;
  /** Lines of a file of the analysis; null if its text is not available. */
  linesOf(file: string): LineMap | null;
}

/** `read` returns the texts of other files that the analysis has read. */
export function createView(
  analysis: Analysis,
  text: string,
  settings: Settings,
  read: (file: string) => string | undefined = () => undefined,
): View {
  const models = new Map(analysis.models.map((model) => [model.id, model]));
  const linesOf = remember((file: string): LineMap | null => {
    const content = file === analysis.file ? text : read(file);
    return content === undefined ? null : lineMap(content);
  });
  const report = remember((model: Model) => summarize(model.graph));
  const parsedAt = remember((file: string) => parseAnyway(file, text));
  const parsed = () => parsedAt(analysis.file);
  const problems = remember((_: null) => problemsOf(analysis, report, text, parsed, settings));
  return {
    analysis,
    text,
    settings,
    problems: () => problems(null),
    parsed,
    model: (id) => models.get(id) ?? unknownModel(id),
    report,
    conditions: remember((model: Model) => conditionWords(sizeConditions(model.graph))),
    linesOf,
    lineOf({ file, start }) {
      const line = linesOf(file)?.positionAt(start).line;
      return line === undefined ? null : line + 1;
    },
  };
}

function unknownModel(id: string): never {
  throw new Error(`The analysis has no model "${id}".`);
}
