import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { innerNames } from "../../scripts/generated/inner-names.ts";
import { analyze } from "../../src/analyzer/index.ts";
import { markedProblem } from "../../src/ide/problems.ts";
import * as library from "../../src/nn/index.ts";
import { oneOf } from "../support/properties.ts";
import { authorHost } from "./author-host.ts";
import {
  type Argument,
  callOf,
  combinations,
  fields,
  functions,
  image,
  inits,
  layers,
  methods,
  namespaces,
  onNet,
  onTensor,
  takesOneTensor,
} from "./right-calls.ts";

/** What an author may give by mistake in the place of anything. */
const wrongValues: readonly string[] = [
  ...[
    "undefined",
    "null",
    '"3"',
    '"wide"',
    "true",
    "{ kernelSize: 3 }",
    "[]",
    "[1, 2]",
    "[1, 2, 3]",
    '["1", 2]',
  ],
  ...[
    "randn(1, 3, 8, 8)",
    "randn(1, 3, 8, 8).shape",
    "NaN",
    "Infinity",
    "-1",
    "1.5",
    "3",
    "10n",
    "Symbol.iterator",
  ],
  ...[
    "(x) => x",
    "nn.ReLU",
    "new nn.ReLU()",
    "Promise.resolve(3)",
    "new Map()",
    "/a/",
    "new Float32Array(2)",
  ],
];

/** Options have the rules of the other arguments, so fewer are enough. */
const wrongOptions: readonly string[] = [
  ...[
    "undefined",
    "null",
    '"3"',
    "true",
    "{}",
    "[1, 2, 3]",
    "[undefined, 1]",
    "randn(1)",
    "NaN",
    "-1",
    "0",
    "1.5",
  ],
  ...["10n", "() => 3", "nn.ReLU"],
];

const names = Object.keys(library);

describe("what execution refuses is refused in the same place and words, whatever an author gives", () => {
  for (const [name, args] of Object.entries(layers))
    it(`new nn.${name}`, () => compare(calls(`new nn.${name}`, args, callOf(name))));
  for (const [name, args] of Object.entries(functions))
    it(`F.${name}`, () => compare(calls(`F.${name}`, args)));
  for (const [name, args] of Object.entries(inits))
    it(`nn.init.${name}`, () => compare(calls(`nn.init.${name}`, args)));
  for (const [name, args] of Object.entries(combinations)) it(name, () => compare(calls(name, args)));
  for (const [name, args] of Object.entries(methods.Tensor))
    it(`x.${name}`, () => compare(calls(`${onTensor.get(name) ?? image}.${name}`, args)));
  for (const [name, args] of Object.entries(methods.Sequential))
    it(`net.${name}`, () => compare(calls(`${onNet}.${name}`, args)));
  it("fields that are set", () => compare(settings()));
  it("what a layer is called on", () =>
    compare(
      Object.entries(layers).flatMap(([name, args]) =>
        !takesOneTensor(name)
          ? []
          : ["", ...wrongValues].map((value) => `${written(`new nn.${name}`, args)}(${value})`),
      ),
    ));
  it("whole nets", () =>
    compare(
      Object.keys(library.models).flatMap((net) =>
        // A family is a function, whose name begins small.
        /^[a-z]/.test(net) ? [`models.${net}("3")`] : [`new models.${net}("3")`, `new models.${net}(null)`],
      ),
    ));
});

describe("the table of calls has", () => {
  it("every class of nn", () => assertAll(library.nn, { ...layers, ModuleList: [], Module: [] }, namespaces));
  it("every function of F", () => assertAll(library.F, functions));
  it("every function of nn.init", () => {
    // PyTorch's older names are the same functions.
    const there = Object.entries(library.nn.init).filter(
      ([name, value]) => library.nn.init[`${name}_` as "eye_"] !== value,
    );
    assertAll(Object.fromEntries(there), inits);
  });
  it("every method of tensors", () => assertAll(methodsOf(library.ones(1)), methods.Tensor));
  it("every method of modules", () => assertAll(methodsOf(new library.nn.Sequential()), methods.Sequential));
});

function assertAll(there: object, listed: object, others: readonly string[] = []): void {
  assert.deepEqual(Object.keys(there).sort(), [...Object.keys(listed), ...others].sort());
}

describe("nothing is said of", () => {
  it("the calls of the table", () => {
    const lines = [
      ...Object.entries(layers).map(([name, args]) => `${written(`new nn.${name}`, args)}${callOf(name)}`),
      ...Object.entries(functions).map(([name, args]) => written(`F.${name}`, args)),
      ...Object.entries(inits).map(([name, args]) => written(`nn.init.${name}`, args)),
      ...Object.entries(combinations).map(([name, args]) => written(name, args)),
      ...Object.entries(methods.Tensor).map(([name, args]) =>
        written(`${onTensor.get(name) ?? image}.${name}`, args),
      ),
      ...Object.entries(methods.Sequential).map(([name, args]) => written(`${onNet}.${name}`, args)),
    ];
    // The tests above compare errors.
    assert.deepEqual(
      told(lines).filter(({ severity }) => severity !== "error"),
      [],
    );
  });
});

/** All methods that an object inherits, by name. */
function methodsOf(object: object): object {
  const found: Record<string, true> = {};
  for (let at = Object.getPrototypeOf(object); at !== Object.prototype; at = Object.getPrototypeOf(at))
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(at)))
      if (typeof value === "function" && name !== "constructor" && !innerNames.has(name)) found[name] = true;
  return found;
}

/** The call as it is, with fewer arguments, and with wrong values in the place of each argument and option. */
function calls(callee: string, args: readonly Argument[], then = ""): readonly string[] {
  const instead = args.flatMap((argument, place) => {
    const wrong = shareOf(wrongValues, place).map((value) => args.with(place, value));
    if (typeof argument === "string") return wrong;
    const options = Object.keys(argument).flatMap((name, index) =>
      shareOf(wrongOptions, index).map((value) => args.with(place, { ...argument, [name]: value })),
    );
    return [...wrong, ...options];
  });
  const fewer = args.map((_, count) => args.slice(0, count));
  return [args, ...fewer, ...instead].map((given) => written(callee, given) + then);
}

/** Neighbours share the values out: their rules are mostly the same. */
function shareOf(values: readonly string[], place: number): readonly string[] {
  return oneOf(3, values.slice(place % 3));
}

function written(callee: string, args: readonly Argument[]): string {
  return `${callee}(${args.map(writtenArgument).join(", ")})`;
}

function writtenArgument(argument: Argument): string {
  if (typeof argument === "string") return argument;
  const options = Object.entries(argument).map(([name, value]) => `${name}: ${value}`);
  return `{ ${options.join(", ")} }`;
}

/** Layers of which a field is set before they are called. */
function settings(): readonly string[] {
  return fields.flatMap(([layer, known]) =>
    Object.entries(known).flatMap(([name, right]) =>
      [right, ...wrongValues].map(
        (value) =>
          `((layer) => { layer[${JSON.stringify(name)}] = ${value}; return layer(${image}); })(${layer})`,
      ),
    ),
  );
}

/** Each call on a line of its own: what the analyzer says of it, and what running it says. */
function compare(lines: readonly string[]): void {
  const said = new Map<number, string[]>();
  for (const { line, severity, message } of told(lines))
    if (severity === "error") said.set(line, [...(said.get(line) ?? []), essenceOf(message)]);
  const differences = lines.flatMap((line, index) => {
    const thrown = thrownBy(line);
    const told = said.get(index);
    const agree = thrown === undefined ? told === undefined : told?.includes(thrown);
    return agree
      ? []
      : [`${line}\n    runs: ${thrown ?? "fine"}\n    told: ${told?.join("; ") ?? "nothing"}`];
  });
  if (differences.length > 0)
    assert.fail(`${differences.length} of ${lines.length}:\n${differences.join("\n")}`);
}

function told(lines: readonly string[]) {
  const head = `import { ${names.join(", ")} } from "cnn-blocks";\n`;
  const text = head + lines.map((line, index) => `const v${index} = ${line};\n`).join("");
  return analyze(authorHost({ "/case.ts": text }), "/case.ts").problems.map((problem) => {
    const { severity, message, at } = markedProblem(problem);
    const line = text.slice(0, at.start).split("\n").length - 2;
    return { line, call: lines[line], severity, message };
  });
}

function thrownBy(expression: string): string | undefined {
  try {
    new Function(...names, `"use strict"; return (${expression});`)(...Object.values(library));
    return undefined;
  } catch (error) {
    assert(error instanceof Error);
    return essenceOf(error.message);
  }
}

/** A sentence without what only one of both can say: the names of options and operators, and where in the model it happened. */
function essenceOf(sentence: string): string {
  return sentence
    .replace(/^This throws when the file runs: /, "")
    .replace(/ It happened (in|at|inside) .*$/, "")
    .replace(/^Tensors have no .*$/, "Tensors have no operators.")
    .replace(/, \{ \w+(, \w+)* \}/, "")
    .replace(/\.$/, "");
}
