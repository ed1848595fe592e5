import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { declarationsOf } from "../../src/ide/arguments/declarations.ts";
import { signatureOf } from "../../src/ide/arguments/signature.ts";
import { nn } from "../../src/nn/index.ts";
import { completionOf, completionSourcesAt } from "./completion-of.ts";

const declarations = declarationsOf(completionSourcesAt("/*|*/").sources);
const signatures = Object.entries(nn)
  .filter(([, thing]) => typeof thing === "function" && /^class\b/.test(String(thing)))
  .flatMap(([name]) => signatureOf(declarations, `nn.${name}`) ?? []);

describe("the options of layers and blocks", () => {
  it("are known wherever a constructor takes options", () => {
    const unknown = signatures.filter((signature) =>
      signature.parameters.some(
        (parameter) => parameter.name === "options" && signature.options(parameter).length === 0,
      ),
    );
    assert.deepEqual(
      unknown.map(({ name }) => name),
      [],
    );
    assert.ok(signatures.length > 100);
  });

  it("say their default once: it is shown apart from their meaning", () => {
    const said = signatures.flatMap((signature) =>
      signature.parameters.flatMap((parameter) =>
        signature
          .options(parameter)
          .filter(
            ({ doc, default: own }) =>
              own !== null && /[;.] `?[^ ]+`?\.$/.test(doc) && doc.endsWith(`${own}.`),
          )
          .map(({ name, doc }) => `${signature.name}.${name}: ${doc}`),
      ),
    );
    assert.deepEqual(said, []);
    assert.ok(signatures.some(({ name }) => name === "Conv2d"));
  });

  for (const [typed, expected] of [
    ["new nn.MaxPool2d(2, { /*|*/ })", ["stride", "padding", "dilation", "returnIndices", "ceilMode"]],
    ["new nn.Upsample({ /*|*/ })", ["size", "scaleFactor", "mode", "alignCorners", "recomputeScaleFactor"]],
  ] as const)
    it(`are offered at ${typed}`, () => {
      const offered = completionOf(`${typed};\n`)?.items.map(({ label }) => label);
      assert.deepEqual(offered?.toSorted(), expected.toSorted());
    });
});
