import assert from "node:assert/strict";
import { after, afterEach, describe, it } from "mocha";
import {
  type CodeLens,
  commands,
  type DocumentSymbol,
  type Hover,
  type InlayHint,
  MarkdownString,
  Range,
  type TextDocument,
} from "vscode";
import {
  activated,
  closeAll,
  loadExample,
  openExample,
  openText,
  positionOf,
  until,
} from "./support/window.ts";

/** The guide's own figures: hover what stands first, read what stands second. */
const hovers: readonly {
  readonly file: string;
  readonly at: string;
  readonly says: readonly string[];
}[] = [
  { file: "residual.ts", at: "same = blockSame", says: ["[32, 64, 32, 32]"] },
  { file: "residual.ts", at: "down = blockDown", says: ["[32, 128, 16, 16]"] },
  { file: "residual.ts", at: "blockSame = new", says: ["ResidualBlock", "73,984 parameters"] },
  { file: "residual.ts", at: "blockDown = new", says: ["ResidualBlock", "230,144 parameters"] },
  { file: "inception.ts", at: "y = inception3a", says: ["[32, 256, 28, 28]"] },
  { file: "depthwise-separable.ts", at: "full = new", says: ["73,856 parameters"] },
  { file: "depthwise-separable.ts", at: "separable = new", says: ["9,152 parameters"] },
  { file: "resnet18.ts", at: "ResNet18 extends", says: ["11,689,512 parameters", "1,814,073,344 MACs"] },
  { file: "your-first-cnn.ts", at: "YourFirstCnn extends", says: ["136,874 parameters"] },
];

/** The line that holds the first text ends with hints of which one is the second. */
const hints: readonly { readonly file: string; readonly line: string; readonly shows: string }[] = [
  { file: "residual.ts", line: "export const same =", shows: "32×64×32×32" },
  { file: "residual.ts", line: "export const down =", shows: "32×128×16×16" },
  { file: "inception.ts", line: "export const y =", shows: "32×256×28×28" },
  { file: "depthwise-separable.ts", line: "const full =", shows: "73,856" },
  { file: "depthwise-separable.ts", line: "const separable =", shows: "9,152" },
];

describe("annotations", () => {
  afterEach(closeAll);
  after(() => commands.executeCommand("cnnBlocks.toggleAnnotations", true));

  for (const { file, at, says } of hovers) {
    it(`${file}: a hover over ${at.split(" ")[0]} says ${says.join(", ")}`, async () => {
      const document = await loadExample(file);
      const text = await hoverText(document, at);
      for (const words of says) assert.ok(text.includes(words), `${words} is not in:\n${text}`);
    });
  }

  for (const { file, line, shows } of hints) {
    it(`${file}: a hint at ${line} shows ${shows}`, async () => {
      const document = await loadExample(file);
      const labels = await hintsOf(document, positionOf(document, line).line);
      assert.ok(
        labels.some((label) => label.includes(shows)),
        `${shows} is not in ${JSON.stringify(labels)}`,
      );
    });
  }

  for (const ending of ["js", "mjs", "jsx", "tsx"]) {
    it(`a .${ending} file has hints, too`, async () => {
      const text = `import { nn, randn } from "cnn-blocks";\nexport const y = new nn.Conv2d(3, 8, 3)(randn(1, 3, 9, 9));\n`;
      const labels = await hintsOf(await openText(`other-language.${ending}`, text), 1);
      assert.ok(labels.includes("1×8×7×7"), JSON.stringify(labels));
    });
  }

  it("a hover over a number of a layer says what it is and where it comes from", async () => {
    const text = `import { nn, randn } from "cnn-blocks";\nconst x = randn(1, 3, 9, 9);\nnew nn.Conv2d(3, 8, 5)(x);\n`;
    const document = await openText("hovered-number.ts", text);
    assert.match(
      await hoverText(document, "(3, 8"),
      /\*\*`inChannels`\*\* = `3`, the input has 3: `1×3×9×9` from `x`/,
    );
    assert.match(await hoverText(document, " 5)"), /\*\*`kernelSize`\*\* = `5`/);
  });

  it("no hint is longer than 25 characters", async () => {
    for (const file of ["residual.ts", "inception.ts", "resnet18.ts", "compare.ts"]) {
      const labels = await hintsOf(await loadExample(file));
      assert.ok(labels.length > 0, `${file} has no hints`);
      assert.deepEqual(
        labels.filter((label) => label.length > 25),
        [],
      );
    }
  });

  it("the outline lists classes with their layers", async () => {
    const document = await loadExample("residual.ts");
    const symbols = await until("an outline by the server", async () => {
      const all = await commands.executeCommand<DocumentSymbol[]>(
        "vscode.executeDocumentSymbolProvider",
        document.uri,
      );
      return all?.find(({ name, children }) => name === "ResidualBlock" && children.length > 0);
    });
    assert.ok(symbols.children.some(({ name }) => name === "conv1"));
  });

  it("lenses above a class count it and lead to our commands", async () => {
    const document = await loadExample("resnet18.ts");
    const lenses = await lensesOf(document);
    const titles = lenses.map(({ command }) => command?.title ?? "");
    assert.ok(
      titles.some((title) => title.includes("ResNet18") && title.includes("11.7M params")),
      titles.join(" | "),
    );
    const known = await commands.getCommands(true);
    for (const { command } of lenses) assert.ok(command && known.includes(command.command), command?.command);
  });

  it("a class with several instances has a lens that chooses which one its hints speak of", async () => {
    const document = await openText(
      "instances.ts",
      `import { nn, randn, type Tensor } from "cnn-blocks";
class Half extends nn.Module {
  conv: nn.Conv2d;
  constructor(width: number) {
    super();
    this.conv = new nn.Conv2d(width, 2 * width, 3, { stride: 2, padding: 1 });
  }
  forward(x: Tensor) {
    const y = this.conv(x);
    return y.relu();
  }
}
const net = new nn.Sequential(new Half(3), new Half(6));
net(randn(1, 3, 32, 32));
`,
    );
    const lens = await until("a lens for the instances", async () =>
      (await lensesOf(document)).find(({ command }) => command?.title === "2 instances"),
    );
    const [uri, className] = lens.command?.arguments ?? [];
    await commands.executeCommand(lens.command?.command ?? "", uri, className, "1");
    await until("hints of the second instance", async () =>
      (await hintsOf(document, positionOf(document, "const y = ").line)).some((label) =>
        label.startsWith("1×12×8×8"),
      ),
    );
  });

  it("one command turns hints, hovers and lenses off and on together", async () => {
    await activated();
    const document = await openExample("residual.ts");
    await commands.executeCommand("cnnBlocks.toggleAnnotations");
    await until("no hints", async () => (await hintsOf(document)).length === 0);
    await until("no lenses", async () => (await lensesOf(document)).length === 0);
    await until("no hover", async () => !(await hoverText(document, "same = blockSame")).includes("[32, 64"));
    await commands.executeCommand("cnnBlocks.toggleAnnotations");
    await until("hints again", async () => (await hintsOf(document)).length > 0);
    await until("lenses again", async () => (await lensesOf(document)).length > 0);
  });
});

/** All hovers there, TypeScript's own among them. */
async function hoverText(document: TextDocument, at: string): Promise<string> {
  const position = positionOf(document, at, 1);
  const found = await commands.executeCommand<Hover[]>("vscode.executeHoverProvider", document.uri, position);
  return found
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof MarkdownString ? content.value : JSON.stringify(content)))
    .join("\n")
    .replaceAll("&nbsp;", " ");
}

async function hintsOf(document: TextDocument, line?: number): Promise<string[]> {
  const range = new Range(line ?? 0, 0, (line ?? document.lineCount - 2) + 1, 0);
  const found = await commands.executeCommand<InlayHint[]>(
    "vscode.executeInlayHintProvider",
    document.uri,
    range,
  );
  return found.filter(({ position }) => line === undefined || position.line === line).map(wordsOf);
}

function wordsOf({ label }: InlayHint): string {
  return typeof label === "string" ? label : label.map(({ value }) => value).join("");
}

/** TypeScript's own lenses (references, implementations) are off by default; only ours lead to our commands. */
async function lensesOf(document: TextDocument): Promise<CodeLens[]> {
  const found = await commands.executeCommand<CodeLens[]>(
    "vscode.executeCodeLensProvider",
    document.uri,
    100,
  );
  return found.filter(({ command }) => command?.command.startsWith("cnnBlocks."));
}
