import type { Model, PlacedProblem } from "../../analyzer/index.ts";
import type { FileRange } from "../../base/index.ts";
import type { Graph } from "../../ir/index.ts";
import type { KnobsOf, KnobValues, TextChange, Trial } from "../../protocol/index.ts";
import type { Settings } from "../../settings/index.ts";
import { type DeclarationSources, declarationsOf } from "../arguments/declarations.ts";
import { modelDocument } from "../models/documents.ts";
import { wordedProblem } from "../problems.ts";
import { backThrough, edited } from "../view/text-edits.ts";
import { createView, type View } from "../view/view.ts";
import { unlessCancelled } from "../view/workspace.ts";
import { editsFor } from "./edits.ts";
import { knobsOf, type PlacedKnobs } from "./knobs.ts";

/** The numbers of a model that can be tried; none where the file no longer has it. */
export function modelKnobs(sources: DeclarationSources, of: KnobsOf): PlacedKnobs {
  const { view } = sources;
  const model = view.analysis.models.find(({ id }) => id === of.model);
  if (model === undefined) return { knobs: [], notes: [] };
  return knobsOf(view, model, of.modules, declarationsOf(sources));
}

/** What writes the values into the file. */
export function modelEdits(
  sources: DeclarationSources,
  of: KnobsOf,
  values: KnobValues,
): readonly TextChange[] {
  return editsFor(sources.view.text, modelKnobs(sources, of).knobs, values);
}

interface TrialOptions {
  readonly addressOf?: (file: string) => string;
  readonly isCancelled?: () => boolean;
}

/** What the model would be with these values: the file is analysed as if they were written into it. */
export function tryValues(
  sources: DeclarationSources,
  of: KnobsOf,
  values: KnobValues,
  { addressOf, isCancelled }: TrialOptions = {},
): Trial {
  const { view, workspace } = sources;
  const { file } = view.analysis;
  const edits = modelEdits(sources, of, values);
  const { defaultInputSize } = view.settings;
  const options = isCancelled === undefined ? { defaultInputSize } : { defaultInputSize, isCancelled };
  const trial = unlessCancelled((): Trial => {
    const text = edited(view.text, edits);
    const analysis = workspace.analyzeAs(file, text, options);
    // Places are mapped back, so lines are those of the text as it is.
    const read = (path: string) => workspace.read(path);
    const back = placesBack(file, edits);
    const models = analysis.models.map((model) => modelBack(model, back));
    const model = sameModel(view.analysis.models, models, of.model);
    const before = new Set(view.problems().map(problemKey));
    const all = createView(analysis, text, withoutAdvice(view.settings), read)
      .problems()
      .map((problem) => ({ ...problem, at: back(problem.at) }));
    const problems = all.filter((problem) => !before.has(problemKey(problem)));
    const asItIs: View = {
      ...createView({ ...analysis, models }, view.text, view.settings, read),
      problems: () => all,
    };
    return {
      model: model === undefined ? null : modelDocument(asItIs, model, addressOf),
      problems: problems.map((problem) => wordedProblem(asItIs, problem, addressOf)),
      reason: model === undefined ? "With these values the file has no such model." : null,
    };
  });
  const reason = "With these values the analysis takes too long.";
  return trial ?? { model: null, problems: [], reason };
}

/** A class by itself is called otherwise once something calls it, but stays where it is among the models. */
function sameModel(before: readonly Model[], after: readonly Model[], id: string): Model | undefined {
  const place = before.length === after.length ? before.findIndex((model) => model.id === id) : -1;
  return after.find((model) => model.id === id) ?? after[place];
}

/** Advice is for what an author has written, not for what they only try. */
function withoutAdvice(settings: Settings): Settings {
  return { ...settings, lints: { ...settings.lints, enabled: false } };
}

type Back = (place: FileRange) => FileRange;

function placesBack(file: string, edits: readonly TextChange[]): Back {
  const offset = backThrough(edits);
  return (place) =>
    place.file === file ? { file, start: offset(place.start), end: offset(place.end) } : place;
}

function modelBack(model: Model, back: Back): Model {
  const place = (at: FileRange | null) => at && back(at);
  return {
    ...model,
    graph: graphBack(model.graph, back),
    construction: place(model.construction),
    constructedIn: model.constructedIn.map(back),
    call: place(model.call),
    declaration: place(model.declaration),
  };
}

function graphBack(graph: Graph, back: Back): Graph {
  const move = <T extends { readonly source: FileRange | null }>(item: T): T =>
    item.source === null ? item : { ...item, source: back(item.source) };
  return {
    ...graph,
    nodes: graph.nodes.map(move),
    modules: graph.modules.map(move),
    unused: graph.unused.map(move),
    unknowns: graph.unknowns.map((part) => ({ ...part, because: part.because && back(part.because) })),
  };
}

function problemKey({ code, at }: PlacedProblem): string {
  return `${code} ${at.file} ${at.start} ${at.end}`;
}
