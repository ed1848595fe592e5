import { argumentAt, isNumberAt } from "../../analyzer/index.ts";
import { known } from "../../ir/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import type { CodeAction, Offer, ProblemToMend } from "./code-action.ts";
import { type Construction, constructionAt, type WrittenText } from "./layers.ts";

export const divideIntoGroups: CodeAction<"groups-do-not-divide"> = {
  id: "divide-into-groups",
  summary:
    "Makes groups and channels fit: a depthwise convolution follows its channels, other groups become a number that divides them, " +
    "or the channels become a multiple of the groups.",
  fixes: ["groups-do-not-divide"],
  example: {
    before:
      'import { nn, randn } from "cnn-blocks";\nconst y = new nn.Conv2d(48, 48, 3, { groups: 32 })(randn(1, 48, 8, 8));\n',
    after:
      'import { nn, randn } from "cnn-blocks";\nconst y = new nn.Conv2d(48, 48, 3, { groups: 48 })(randn(1, 48, 8, 8));\n',
  },
  offers(sources, problem) {
    const { at } = problem;
    const layer = at.file === sources.view.analysis.file ? layerAround(sources, at.start) : null;
    const [groups, channels] = [known(problem.data.groups), known(problem.data.channels)];
    if (layer === null || groups === undefined || channels === undefined) return [];
    return [
      ...depthwise(layer),
      ...dividing(sources, problem, layer, groups),
      ...multiples(sources, problem, layer, groups),
    ];
  },
};

type Uneven = ProblemToMend<"groups-do-not-divide">;

function layerAround(sources: AnalysisSources, offset: number): Construction | null {
  const { view } = sources;
  const around = argumentAt(view.parsed(), offset)?.construction;
  return around === undefined ? null : constructionAt(sources, { file: view.analysis.file, ...around });
}

/** As many groups as channels. */
function depthwise(layer: Construction): readonly Offer[] {
  const [ins, outs] = [layer.argument("inChannels"), layer.argument("outChannels")];
  const edit = ins === null ? null : layer.withOption("groups", ins.text);
  if (ins === null || edit === null || ins.text !== outs?.text) return [];
  const title = `Write groups: ${ins.text}, one for each channel`;
  return [{ title, edits: [edit], preferred: true }];
}

function dividing(
  { view }: AnalysisSources,
  { at }: Uneven,
  layer: Construction,
  groups: number,
): readonly Offer[] {
  if (!isNumberAt(view.parsed(), at)) return [];
  const counts = ["inChannels", "outChannels", "numChannels"].flatMap((name) =>
    numberOf(layer.argument(name)),
  );
  const divisor = Array.from({ length: groups }, (_, index) => groups - index).find((one) =>
    counts.every((count) => count % one === 0),
  );
  if (divisor === undefined || counts.length === 0) return [];
  const title = `Write ${divisor}, the most groups up to ${groups} that divide ${counts.join(" and ")}`;
  return [{ title, edits: [{ at, text: String(divisor) }], preferred: false }];
}

/** The groups may be right and the number of channels wrong. */
function multiples(
  { view }: AnalysisSources,
  { data }: Uneven,
  layer: Construction,
  groups: number,
): readonly Offer[] {
  if (data.which === "input") return [];
  const written = layer.argument(data.which);
  const [count] = numberOf(written);
  if (written === null || count === undefined || !isNumberAt(view.parsed(), written.at)) return [];
  const below = Math.floor(count / groups) * groups;
  return [below, below + groups]
    .filter((size) => size > 0)
    .map((size) => ({
      title: `Write ${size} for ${data.which}, a multiple of the ${groups} groups`,
      edits: [{ at: written.at, text: String(size) }],
      preferred: false,
    }));
}

function numberOf(written: WrittenText | null): readonly number[] {
  return written !== null && /^\d+$/.test(written.text) ? [Number(written.text)] : [];
}
