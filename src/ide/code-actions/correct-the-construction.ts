import { isConstantAt, numbersWithin } from "../../analyzer/index.ts";
import type { FileRange } from "../../base/index.ts";
import { known } from "../../ir/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import type { CodeAction, Offer } from "./code-action.ts";

const before = `import { cat, nn, randn, type Tensor } from "cnn-blocks";

class Up extends nn.Module {
  conv: nn.Conv2d;
  constructor(inChannels: number, outChannels: number) {
    super();
    this.conv = new nn.Conv2d(inChannels, outChannels, 3, { padding: 1 });
  }
  forward(x: Tensor, skip: Tensor) {
    return this.conv(cat([x, skip], 1));
  }
}

const width = 16;
const x = randn(1, width, 32, 32);
new Up(3 * width, width)(x, x);
`;

/** Where a layer takes its size from its block's constructor, the number is wrong where the block is constructed. */
export const correctTheConstruction: CodeAction<"channel-mismatch" | "feature-mismatch"> = {
  id: "correct-the-construction",
  summary: "Constructs the block around the layer with the number that fits what arrives.",
  fixes: ["channel-mismatch", "feature-mismatch"],
  example: { before, after: before.replace("3 * width", "2 * width") },
  offers(sources, { at, data, related }) {
    const { view } = sources;
    const [got, expected] = [known(data.got), known(data.expected)];
    if (got === undefined || expected === undefined) return [];
    if (at.file !== view.analysis.file || isConstantAt(view.parsed(), at)) return [];
    const places = related.filter((one) => one.data.kind === "constructed").map((one) => one.at);
    return places
      .filter(({ file }) => file === at.file)
      .flatMap((place) => offersAt(sources, place, { got, expected }));
  },
};

interface Mismatched {
  readonly got: number;
  readonly expected: number;
}

/** Each number of a construction, so changed that a product or a sum with it comes to the size that arrives. */
function offersAt(
  { view }: AnalysisSources,
  place: FileRange,
  { got, expected }: Mismatched,
): readonly Offer[] {
  const { file } = place;
  return numbersWithin(view.parsed(), place).flatMap(({ range, value }) => {
    const meant = new Set([(value * got) / expected, value + got - expected]);
    return [...meant]
      .filter((number) => Number.isInteger(number) && number > 0)
      .map((number): Offer => {
        const whole =
          view.text.slice(place.start, range.start) + number + view.text.slice(range.end, place.end);
        const title = `Construct it as ${shortened(whole)}, with ${number} instead of ${value}`;
        return { title, edits: [{ at: { file, ...range }, text: String(number) }], preferred: true };
      });
  });
}

const longest = 60;

/** A construction as one line of a menu. */
function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
