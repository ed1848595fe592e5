import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import {
  type CompletionItem,
  type CompletionList,
  commands,
  MarkdownString,
  Range,
  SnippetString,
  type TextDocument,
  window,
} from "vscode";
import { analysed, closeAll, openText, positionOf, until } from "./support/window.ts";

const net = `import { nn, randn, type Tensor } from "cnn-blocks";

/** @ */
class Net extends nn.Module {
  conv = new nn.Conv2d(3, 12, 3, {  });
  mixed = new nn.Conv2d(12, 18, 3, { groups:  });
  head: nn.Linear;

  constructor({ classes = 10, bias = true }: { classes?: number; bias?: boolean } = {}) {
    super();
    this.head = new nn.Linear(18, classes, { bias });
  }

  forward(x: Tensor) {
    return this.head(this.mixed(this.conv(x)).mean([2, 3]));
  }
}
new Net({  })(randn(1, 3, 32, 32));
`;

/** What is chosen behind which text, and the line that it makes. */
const typed: readonly {
  readonly name: string;
  readonly behind: string;
  readonly label: string;
  readonly detail: RegExp;
  readonly line: string;
}[] = [
  {
    name: "an option of a layer, with what it does to the shape",
    behind: "12, 3, { ",
    label: "padding",
    detail: /^default 0 · 1 gives 1×12×32×32$/,
    line: "  conv = new nn.Conv2d(3, 12, 3, { padding: 1 });",
  },
  {
    name: "an option that a class of the file declares in place",
    behind: "new Net({ ",
    label: "classes",
    detail: /^default 10/,
    line: "new Net({ classes: 10 })(randn(1, 3, 32, 32));",
  },
  {
    name: "groups that divide the channels on both sides",
    behind: "groups: ",
    label: "6",
    detail: /./,
    line: "  mixed = new nn.Conv2d(12, 18, 3, { groups: 6 });",
  },
  {
    name: "an @input with the shape that the model is given",
    behind: "/** @",
    label: "@input 1x3x32x32",
    detail: /^what shape the model below is given$/,
    line: "/** @input 1x3x32x32 */",
  },
];

describe("completion while typing", () => {
  afterEach(closeAll);
  for (const [index, { name, behind, label, detail, line }] of typed.entries())
    it(name, async () => {
      const document = await openText(`typed-${index}.ts`, net);
      const item = await until(label, async () =>
        (await completed(document, behind)).find((one) => labelOf(one) === label),
      );
      assert.match(item.detail ?? "", detail);
      await accept(document, item);
      assert.ok(document.getText().split("\n").includes(line), document.getText());
    });

  it("groups that do not divide are not offered", async () => {
    const document = await openText("typed-divisors.ts", net);
    const labels = await until("groups", async () => {
      const all = (await completed(document, "groups: ")).map(labelOf);
      return all.includes("6") ? all : undefined;
    });
    assert.deepEqual(
      labels.filter((one) => /^\d+$/.test(one)),
      ["1", "2", "3", "6"],
    );
  });

  it("a layer's words come when the entry is looked at", async () => {
    const document = await openText("typed-layers.ts", `${net}\nconst last = new nn.;\n`);
    const isLayer = (item: CompletionItem) => labelOf(item).startsWith("Conv2d(");
    const plain = await until("layers", async () =>
      (await completed(document, "last = new nn.")).find(isLayer),
    );
    assert.equal(plain.documentation, undefined);
    const looked = (await completed(document, "last = new nn.", 100)).find(isLayer);
    const words = looked?.documentation;
    assert.match(words instanceof MarkdownString ? words.value : "", /convolution/i);
  });
});

/** What is listed behind the first occurrence of a text. Resolves as many entries as asked for. */
async function completed(
  document: TextDocument,
  behind: string,
  resolved = 0,
): Promise<readonly CompletionItem[]> {
  const { items } = await commands.executeCommand<CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    positionOf(document, behind, behind.length),
    undefined,
    resolved,
  );
  return items;
}

/** Writes an entry as the editor does, with its places as they stand. */
async function accept(document: TextDocument, { insertText, range }: CompletionItem): Promise<void> {
  const editor = await window.showTextDocument(document);
  assert.ok(range !== undefined);
  const replaced = range instanceof Range ? range : range.replacing;
  const snippet = typeof insertText === "string" ? new SnippetString(insertText) : insertText;
  assert.ok(snippet !== undefined && (await editor.insertSnippet(snippet, replaced)));
  await analysed(document);
}

function labelOf({ label }: CompletionItem): string {
  return typeof label === "string" ? label : label.label;
}
