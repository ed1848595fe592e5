import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "mocha";
import {
  codeLenses,
  hoverAt,
  inlayHints,
  modelDocument,
  summaryText,
  type View,
} from "../../src/ide/index.ts";
import { viewOf } from "./view-of.ts";

interface Row {
  readonly file: string;
  /** The variable that holds the block, and the one that holds its result. */
  readonly block: string;
  readonly result: string;
  readonly shape: readonly number[];
  readonly parameters: number;
  readonly projection?: boolean;
}

/** The guide's own examples and numbers, which every surface has to show. */
const rows: readonly Row[] = [
  {
    file: "residual.ts",
    block: "blockSame",
    result: "same",
    shape: [32, 64, 32, 32],
    parameters: 73_984,
    projection: false,
  },
  {
    file: "residual.ts",
    block: "blockDown",
    result: "down",
    shape: [32, 128, 16, 16],
    parameters: 230_144,
    projection: true,
  },
  { file: "inception.ts", block: "inception3a", result: "y", shape: [32, 256, 28, 28], parameters: 164_432 },
  {
    file: "depthwise-separable.ts",
    block: "full",
    result: "heavy",
    shape: [1, 128, 56, 56],
    parameters: 73_856,
  },
  {
    file: "depthwise-separable.ts",
    block: "separable",
    result: "light",
    shape: [1, 128, 56, 56],
    parameters: 9_152,
  },
];

describe("the guide's examples", () => {
  for (const { file, block, result, shape, parameters, projection } of rows) {
    const view = example(file);
    const short = shape.join("×");
    const count = parameters.toLocaleString("en-US");

    describe(`${block} in ${file} gives ${short} with ${count} parameters`, () => {
      it("in the hovers", () => {
        assert.ok(hoverOn(view, result).includes(`[${shape.join(", ")}]`));
        assert.ok(hoverOn(view, block).includes(`**${count} parameters**`));
      });

      it("in the inlay hints", () => {
        assert.equal(hintAfter(view, `export const ${result}`), short);
        const construction = new RegExp(`const ${block} = new .*\\)(?=;)`).exec(view.text);
        assert.equal(hintAfter(view, construction?.[0] ?? ""), `${count} params`);
      });

      it("in the preview's document", () => {
        const model = modelFor(view, block, result);
        const { graph, report } = modelDocument(view, model);
        assert.deepEqual(graph.nodes[graph.outputs[0] ?? -1]?.shape, shape);
        assert.equal(report.total.parameters, parameters);
        if (projection !== undefined) {
          assert.equal(
            graph.nodes.some(({ owner }) => owner?.startsWith("shortcut.") === true),
            projection,
          );
        }
      });

      it("in the summary", () => {
        const text = summaryText(view, [modelFor(view, block, result)]);
        assert.ok(text.split("\n")[0]?.endsWith(`→ ${short}`));
        assert.match(text, new RegExp(`^Parameters +${count}$`, "m"));
      });
    });
  }

  it("the depthwise separable convolution has 8.1 times fewer parameters than the full one", () => {
    const view = example("depthwise-separable.ts");
    const [light, heavy] = view.analysis.models.map((model) => Number(view.report(model).total.parameters));
    assert.equal(((heavy ?? 0) / (light ?? 1)).toFixed(1), "8.1");
  });

  it("ResNet-18 shows its published figures above its class", () => {
    const titles = codeLenses(example("resnet18.ts")).map(({ title }) => title);
    assert.ok(
      titles.some((title) => /^ResNet18\b.* · 11\.7M params · 1\.81 GMACs$/.test(title)),
      titles.join("\n"),
    );
  });
});

function example(name: string): View {
  return viewOf(readFileSync(new URL(`../../media/examples/${name}`, import.meta.url), "utf8"));
}

function hoverOn(view: View, name: string): string {
  const offset = view.text.search(new RegExp(`const ${name}\\b`)) + "const ".length;
  return hoverAt(view, offset)?.markdown ?? "";
}

function hintAfter(view: View, written: string): string | undefined {
  const position = view.text.indexOf(written) + written.length;
  return inlayHints(view).find((hint) => hint.position === position)?.label;
}

/** The model whose call makes the result. */
function modelFor(view: View, block: string, result: string) {
  const place = view.text.search(new RegExp(`const ${result} = ${block}\\(`));
  const model = view.analysis.models.find(
    ({ call }) => call !== null && call.start > place && call.start < place + 40,
  );
  return model ?? assert.fail(`${block} is not a model`);
}
