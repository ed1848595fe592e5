import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as library from "../../src/library/entry.ts";
import { onlyRefuses } from "../../src/nn/running/refuse-pytorch.ts";
import { sentenceOf } from "../../src/problems/index.ts";
import { viewOf } from "../ide/view-of.ts";

const { F, nn, randn } = library;
const x = randn(1, 4, 8, 8);

/** PyTorch's spelling of our names: `max_pool2d` of `maxPool2d`. */
const spelled = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Where names are read, with those that PyTorch spells in another way. */
const owners: readonly (readonly [text: string, owner: object, names: readonly string[]])[] = [
  ["F", F, Object.keys(F)],
  ["nn.init", nn.init, Object.keys(nn.init)],
  ["x", x, methodsOf(Object.getPrototypeOf(x))],
];
const others = owners.map(([text, owner, names]) => {
  return [text, owner, names.filter((name) => spelled(name) !== name)] as const;
});

describe("a name in PyTorch's spelling leads to the one that there is", () => {
  for (const [text, owner, names] of others) {
    it(`of ${text}, where a file runs: ${names.length}`, () => {
      assert.ok(names.length > 5);
      for (const name of names) {
        const message = new RegExp(`has no ${spelled(name)}\\. Did you mean ([\\w.]*\\.)?${name}\\?`);
        assert.throws(() => Reflect.get(owner, spelled(name)), { message });
      }
    });

    it(`of ${text}, in the editor`, () => {
      for (const [index, said] of sentences(names.map((name) => `${text}.${spelled(name)};`)).entries())
        assert.match(said, new RegExp(`Did you mean ([\\w.]*\\.)?${names[index]}\\?`));
    });
  }

  it("of torch and torch.nn.functional, in the editor", () => {
    // PyTorch's load reads weights, ours makes a model ready to run.
    const functions = Object.keys(library).filter(
      (name) => name !== "load" && isFunction(Reflect.get(library, name)),
    );
    const calls = [
      ...functions.map((name) => [`torch.${spelled(name)}`, name]),
      ...Object.keys(F)
        .filter((name) => !functions.includes(name))
        .map((name) => [`torch.nn.functional.${spelled(name)}`, `F.${name}`]),
    ] as const;
    const said = sentences(calls.map(([pytorch]) => `${pytorch}(x);`));
    for (const [index, [pytorch, ours]] of calls.entries())
      assert.ok(said[index]?.includes(`For ${pytorch}, write ${ours}, `), `${pytorch}: ${said[index]}`);
  });
});

/** What the analysis says of each line, which has one problem. */
function sentences(lines: readonly string[]): readonly string[] {
  const head = 'import { F, nn, randn } from "cnn-blocks";\nconst x = randn(1, 4, 8, 8);\n';
  const { problems } = viewOf(head + lines.join("\n")).analysis;
  assert.equal(problems.length, lines.length);
  return problems.map((problem) => sentenceOf(problem));
}

function isFunction(value: unknown): boolean {
  return typeof value === "function" && !/^class /.test(String(value));
}

function methodsOf(prototype: object): readonly string[] {
  if (prototype === Object.prototype) return [];
  const own = Object.getOwnPropertyNames(prototype).filter((name) => !onlyRefuses(prototype, name));
  return [...methodsOf(Object.getPrototypeOf(prototype)), ...own];
}
