import { isNameAt, methodAround } from "../../analyzer/index.ts";
import { knownShape } from "../../ir/index.ts";
import type { View } from "../view/view.ts";
import type { CodeAction, ProblemToMend } from "./code-action.ts";

const before = `import { F, nn, randn, type Tensor } from "cnn-blocks";

class Block extends nn.Module {
  conv = new nn.Conv2d(64, 128, 3, { stride: 2, padding: 1 });

  forward(x: Tensor): Tensor {
    return F.relu(this.conv(x).add(x));
  }
}
new Block()(randn(1, 64, 32, 32));
`;

const after = before
  .replace("  forward", "  projection = new nn.Conv2d(64, 128, 1, { stride: 2, bias: false });\n\n  forward")
  .replace(".add(x)", ".add(this.projection(x))");

export const projectShortcut: CodeAction<"shape-mismatch"> = {
  id: "project-shortcut",
  summary: "Adds the 1×1 convolution that a residual connection needs where the branch changes the shape.",
  fixes: ["shape-mismatch"],
  example: { before, after },
  offer(view, problem) {
    if (problem.at.file !== view.analysis.file) return null;
    const place = methodAround(view.parsed(), "forward", problem.at);
    const projection = projectionFor(view, problem);
    const argument = view.text.slice(problem.at.start, problem.at.end);
    if (place === null || projection === null || !isNameAt(view.parsed(), problem.at)) return null;
    const name = freeName(place.names);
    const { channels, target, stride } = projection;
    const options = stride === 1 ? "bias: false" : `stride: ${stride}, bias: false`;
    const field = `${name} = new nn.Conv2d(${channels}, ${target}, 1, { ${options} });`;
    const { file } = view.analysis;
    return {
      title: `Project ${argument} by a 1×1 convolution, ${channels}→${target}${stride === 1 ? "" : `, stride ${stride}`}`,
      edits: [
        { at: { file, start: place.line, end: place.line }, text: `${place.indent}${field}\n\n` },
        { at: problem.at, text: `this.${name}(${argument})` },
      ],
      preferred: false,
    };
  },
};

interface Projection {
  readonly channels: number;
  readonly target: number;
  readonly stride: number;
}

/** The operand at fault becomes what the other one is; null where no stride does that, or where several shapes meet. */
function projectionFor(view: View, { at, data }: ProblemToMend<"shape-mismatch">): Projection | null {
  const [left, right] = [knownShape(data.left), knownShape(data.right)];
  const fact = view.analysis.facts.find(({ range }) => range.start === at.start && range.end === at.end);
  const seen =
    fact?.values.map((value) => (value.kind === "tensor" ? knownShape(value.shape) : undefined)) ?? [];
  const [own, ...others] = seen;
  if (own === undefined || others.length > 0 || left === undefined || right === undefined) return null;
  const wanted = own.join() === left.join() ? right : left;
  const [, channels = 0, height = 0, width = 0] = own;
  const [batch, target = 0, wantedHeight = 0, wantedWidth = 0] = wanted;
  const stride = Math.ceil(height / wantedHeight);
  const fits = (size: number, result: number) => Math.floor((size - 1) / stride) + 1 === result;
  const isImage = own.length === 4 && wanted.length === 4 && batch === own[0];
  return isImage && fits(height, wantedHeight) && fits(width, wantedWidth)
    ? { channels, target, stride }
    : null;
}

function freeName(taken: ReadonlySet<string>): string {
  const names = ["projection", "projection2", "projection3", "projection4"];
  return names.find((name) => !taken.has(name)) ?? "shortcutProjection";
}
