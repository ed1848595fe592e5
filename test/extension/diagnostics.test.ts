import assert from "node:assert/strict";
import { after, afterEach, describe, it } from "mocha";
import {
  type CodeAction,
  commands,
  type Diagnostic,
  DiagnosticSeverity,
  languages,
  Range,
  type TextDocument,
  workspace,
} from "vscode";
import { activated, closeAll, drawn, openText, replace, until } from "./support/window.ts";

const header = 'import { cat, F, nn, randn, type Tensor } from "cnn-blocks";\n';

/** Faults as authors make them: the text, the code, and the place that the problem has to cover. */
const faults: readonly {
  readonly name: string;
  readonly text: string;
  readonly code: string;
  readonly at: string;
  /** An error where nothing is said. */
  readonly severity?: DiagnosticSeverity;
}[] = [
  {
    name: "attributes out of their range",
    text: "const bad = new nn.Conv2d(3, -1, 0);\nbad(randn(1, 3, 8, 8));",
    code: "invalid-attribute",
    at: "-1",
  },
  {
    name: "channels that do not match",
    text: "const y = new nn.Conv2d(16, 8, 3)(randn(1, 3, 32, 32));",
    code: "channel-mismatch",
    at: "16",
  },
  {
    name: "a concatenation of unequal sizes",
    text: "const y = cat([randn(1, 3, 8, 8), randn(1, 3, 9, 9)], 1);",
    code: "concat-mismatch",
    at: "randn(1, 3, 9, 9)",
  },
  {
    name: "a sum of unequal shapes",
    text: "const x = randn(1, 8, 8, 8);\nconst y = x.add(randn(1, 16, 8, 8));",
    code: "shape-mismatch",
    at: "randn(1, 16, 8, 8)",
  },
  {
    name: "groups that do not divide",
    text: "const y = new nn.Conv2d(8, 8, 3, { groups: 3 })(randn(1, 8, 8, 8));",
    code: "groups-do-not-divide",
    at: "3",
  },
  {
    name: "a kernel larger than its input",
    text: "const y = new nn.Conv2d(3, 8, 9)(randn(1, 3, 5, 5));",
    code: "kernel-exceeds-input",
    at: "9",
  },
  { name: "a loop without an end", text: "while (true) {}", code: "endless-loop", at: "while (true)" },
  {
    name: "recursion without an end",
    text: "function again(n: number): number {\n  return again(n + 1);\n}\nnew nn.Linear(again(0), 2);",
    code: "unbounded-recursion",
    at: "again",
  },
  {
    name: "a file that is not there",
    text: 'import { Lost } from "./lost.ts";\nnew Lost();',
    code: "missing-import",
    at: "./lost.ts",
  },
  {
    name: "a hundred thousand layers",
    text: stack(100_000),
    code: "unfollowed-loop",
    at: "for (",
    severity: DiagnosticSeverity.Information,
  },
];

describe("problems", () => {
  afterEach(closeAll);
  // Whatever a file held, the server is there for the next one.
  after(async () => (await activated()).whenReady());

  for (const { name, text, code, at, severity = DiagnosticSeverity.Error } of faults) {
    it(`${name}: ${code}`, async () => {
      const document = await openText(`${name.replaceAll(" ", "-")}.ts`, header + text);
      const ours = await problemsOf(document);
      const problem = ours.find((candidate) => codeOf(candidate) === code);
      assert.ok(problem, `${code} is not among ${ours.map(codeOf).join()}`);
      assert.ok(document.getText(problem.range).includes(at), document.getText(problem.range));
      assert.equal(problem.severity, severity);
    });
  }

  it("ten thousand layers are counted and drawn without a problem", async () => {
    const document = await openText("deep.ts", `${header}${stack(10_000)}`);
    const news = (await activated()).analyzed(document.uri);
    assert.deepEqual(news?.problems, []);
    await commands.executeCommand("cnnBlocks.openPreview", document.uri);
    const { drawn: picture } = await drawn(document);
    assert.ok(picture && picture.nodes > 0);
  });

  it("half-typed code keeps the hints of everything else", async () => {
    const document = await openText(
      "half-typed-fault.ts",
      `${header}export const y = new nn.Conv2d(3, 8, 3)(randn(1, 3, 8, 8));\n`,
    );
    await replace(document, "export const y", "const z = new nn.Conv2d(3,\nexport const y");
    const hints = await commands.executeCommand<readonly { label: unknown }[]>(
      "vscode.executeInlayHintProvider",
      document.uri,
      document.validateRange(new Range(0, 0, 99, 0)),
    );
    assert.match(JSON.stringify(hints.map(({ label }) => label)), /1×8×6×6/);
  });

  it("a mismatch has a fix that makes it go away", async () => {
    const document = await openText(
      "fixed-fault.ts",
      `${header}const y = new nn.Conv2d(16, 8, 3)(randn(1, 3, 32, 32));\n`,
    );
    const [problem] = await problemsOf(document);
    assert.ok(problem?.relatedInformation?.length, "it points at what produced the shape");
    const actions = await commands.executeCommand<CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      problem.range,
    );
    const fix = actions.find(({ edit, title }) => edit && /^Write 3, the channels of the input/.test(title));
    assert.ok(fix?.edit, actions.map(({ title }) => title).join(" | "));
    await workspace.applyEdit(fix.edit);
    await until("no problem", () => ourProblems(document).length === 0);
    assert.match(document.getText(), /new nn\.Conv2d\(3, 8, 3\)/);
  });

  it("a convolution can be made depthwise separable, and the title says what that saves", async () => {
    const text = `${header}const conv = new nn.Conv2d(64, 64, 3, { padding: 1 });\nconv(randn(1, 64, 8, 8));\n`;
    const document = await openText("refactored.ts", text);
    const at = document.positionAt(text.indexOf("Conv2d"));
    const change = await until("a refactoring", async () => {
      const actions = await commands.executeCommand<CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        new Range(at, at),
        "refactor.rewrite",
      );
      return actions.find(({ title }) => title === "Make it depthwise separable: 36,928 → 4,736 parameters");
    });
    assert.ok(change.edit);
    await workspace.applyEdit(change.edit);
    assert.match(
      document.getText(),
      /new nn\.Sequential\(\n.*groups: 64.*\n {2}new nn\.Conv2d\(64, 64, 1\),\n\)/,
    );
  });
});

async function problemsOf(document: TextDocument): Promise<readonly Diagnostic[]> {
  return until("a problem", () => {
    const ours = ourProblems(document);
    return ours.length > 0 ? ours : undefined;
  });
}

function ourProblems(document: TextDocument): readonly Diagnostic[] {
  return languages.getDiagnostics(document.uri).filter(({ source }) => source !== "ts");
}

function codeOf({ code }: Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

function stack(layers: number): string {
  return [
    "const layers: nn.Module[] = [];",
    `for (let i = 0; i < ${layers}; i++) layers.push(i % 2 === 0 ? new nn.Conv2d(3, 3, 1) : new nn.ReLU());`,
    "export const y = new nn.Sequential(...layers)(randn(1, 3, 8, 8));",
  ].join("\n");
}
