import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import { type Diagnostic, languages, type TextDocument, workspace } from "vscode";
import { problemDefinitions } from "../../src/problems/index.ts";
import { analysed, closeAll, openText, replace, until } from "./support/window.ts";

/** Advice that the analysis itself gives, and the line that it speaks of. */
const given = [
  { code: "dead-branch", line: "  right = new nn.Conv2d(3, 8, 3);" },
  { code: "unused-layer", line: "  conv2 = new nn.Conv2d(8, 8, 3);" },
] as const;

describe("advice that an author does not want", () => {
  afterEach(closeAll);
  for (const { code, line } of given) {
    it(`${code} is silenced on its line, and by no other code`, async () => {
      const document = await openText(`silenced-${code}.ts`, exampleOf(code));
      await until(code, () => said(document, code).length === 1);
      assert.ok(line.includes(document.getText(said(document, code)[0]?.range)));
      await replace(document, line, `${line} // cnn-blocks-ignore bias-before-norm`);
      await until(`${code} still`, () => said(document, code).length === 1);
      await replace(document, "bias-before-norm", code);
      await until(`no ${code}`, () => said(document, code).length === 0);
      await replace(document, ` // cnn-blocks-ignore ${code}`, "");
      await until(`${code} again`, () => said(document, code).length === 1);
    });

    it(`${code} is silenced by the setting`, async () => {
      const document = await openText(`set-${code}.ts`, exampleOf(code));
      await until(code, () => said(document, code).length === 1);
      const configuration = workspace.getConfiguration("cnnBlocks");
      await configuration.update("lints.off", [code]);
      await until(`no ${code}`, async () => {
        await analysed(document);
        return said(document, code).length === 0;
      });
      await configuration.update("lints.off", undefined);
      await until(`${code} again`, () => said(document, code).length === 1);
    });
  }
});

describe("a budget", () => {
  afterEach(closeAll);

  it("that is overrun is a problem at its limit, which names the costliest layer", async () => {
    const document = await openText("overrun.ts", exampleOf("over-budget"));
    await until("the overrun", () => said(document, "over-budget").length === 1);
    const [problem] = said(document, "over-budget");
    assert.equal(document.getText(problem?.range), "params=10K");
    assert.match(problem?.message ?? "", /^Net has .* parameters, and its budget is 10K\. Most are in fc/);
    await replace(document, "params=10K", "params=1M");
    await until("no overrun", () => said(document, "over-budget").length === 0);
  });
});

function exampleOf(code: string): string {
  return problemDefinitions.find((one) => one.code === code)?.page.example.trimStart() ?? "";
}

function said({ uri }: TextDocument, wanted: string): readonly Diagnostic[] {
  const codeOf = ({ code }: Diagnostic) => (typeof code === "object" ? code.value : code);
  return languages.getDiagnostics(uri).filter((one) => codeOf(one) === wanted);
}
