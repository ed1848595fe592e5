import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { meaningOf } from "../../src/ide/arguments/argument-meanings.ts";
import { declarationsOf } from "../../src/ide/arguments/declarations.ts";
import { signatureOf } from "../../src/ide/arguments/signature.ts";
import { F, nn } from "../../src/nn/index.ts";
import { completionOf, completionSourcesAt } from "./completion-of.ts";

const declarations = declarationsOf(completionSourcesAt("/*|*/").sources);
const signatures = Object.entries(nn)
  .filter(([, thing]) => typeof thing === "function" && /^class\b/.test(String(thing)))
  .flatMap(([name]) => signatureOf(declarations, `nn.${name}`) ?? []);

describe("the parameters of layers and blocks", () => {
  it("each have a meaning, which signature help and hovers say", () => {
    const unexplained = signatures.flatMap(({ name, parameters }) =>
      parameters.filter(({ meaning }) => meaning === "").map((parameter) => `${name}.${parameter.name}`),
    );
    assert.deepEqual(unexplained, []);
  });

  it("of functions have one, too", () => {
    const unexplained = Object.keys(F).flatMap((name) =>
      (declarations.library.function(name)?.parameters ?? [])
        .filter((parameter) => meaningOf(parameter.name, name) === "")
        .map((parameter) => `${name}.${parameter.name}`),
    );
    assert.deepEqual(unexplained, []);
  });

  it("may mean something else in one layer than in the others", () => {
    const meaning = (layer: string, parameter: string) =>
      signatureOf(declarations, `nn.${layer}`)?.parameters.find(({ name }) => name === parameter)?.meaning;
    assert.match(meaning("Softplus", "threshold") ?? "", /beta/);
    assert.match(meaning("Threshold", "threshold") ?? "", /above it/);
    assert.match(meaning("Bottleneck", "channels") ?? "", /inside/);
  });
});

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
