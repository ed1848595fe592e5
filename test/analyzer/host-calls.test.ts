import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyze } from "../../src/analyzer/index.ts";
import { definitionOf, sentenceOf } from "../../src/problems/index.ts";
import { authorHost } from "./author-host.ts";

/** What an author may hand to a function of the host by mistake, and a few things that are right. */
const values = [
  ...["", "undefined", "null", "3", "-1", "1.5", "NaN", '"x"', "true", "{}", "{ length: 2 }", "[]", "[1]"],
  ...["[[1, 2]]", "(x) => x", "class A {}", "Symbol.iterator", "10n", "new Map()", "Math", "Map", "/a/g"],
];

/** Each method is called on these, with each of the values. */
const receivers = {
  Array: "[2, 1]",
  "empty Array": "[]",
  Map: 'new Map([["a", 1]])',
  Set: "new Set([1])",
  String: '"ab"',
  Number: "(7)",
  Function: "((x, y) => x)",
  Float32Array: "new Float32Array(2)",
};

const namespaces = { Object, Array, Math, Number, String, JSON, Reflect, Map, Set };

/** Methods that only later hosts have, and those whose result depends on the language of the machine. */
const left =
  /^(toLocale|localeCompare|normalize|constructor|__|caller|callee|arguments|groupBy|toWellFormed|isWellFormed)/;

/** What depends on the text of a function or a map, which is not followed. */
const ofTexts = /^(\(7\)\.to|String\.fromCodePoint|BigInt|JSON\.parse).*(=>|class|Map|Math)/;

describe("a function of the host that is called wrongly is a problem exactly where the call throws", () => {
  for (const [name, receiver] of Object.entries(receivers)) {
    const prototype = Object.getPrototypeOf(evaluate(receiver)) as object;
    it(`methods of ${name}`, () =>
      compare(methodsOf(prototype).flatMap((method) => calls(`${receiver}.${method}`))));
  }
  for (const [name, namespace] of Object.entries(namespaces))
    it(`functions of ${name}`, () =>
      compare(methodsOf(namespace).flatMap((method) => calls(`${name}.${method}`))));
  it("constructions", () =>
    compare(
      [
        "Array",
        "Map",
        "Set",
        "WeakMap",
        "Float32Array",
        "RegExp",
        "Error",
        "Object",
        "Symbol",
        "Math.max",
      ].flatMap((name) => calls(`new ${name}`)),
    ));
  it("classes called without new", () =>
    compare(["Array", "Map", "Set", "Float32Array", "Error", "Object", "String", "BigInt"].flatMap(calls)));
  it("two arguments, the second wrong", () =>
    compare(
      [
        ...["Array.from([1, 2], *)", "Reflect.apply((x) => x, null, *)", "((x) => x).apply(null, *)"],
        ...[
          "[1].reduce((a) => a, *)",
          "Object.defineProperty({}, 'a', *)",
          "[1].with(0, *)",
          "[1].fill(0, *)",
        ],
        ...[
          "Object.assign({}, *)",
          '"abc".replace("b", *)',
          "JSON.parse('[1]', *)",
          "JSON.stringify([1], *)",
        ],
        ...["new Map([*])", "Object.fromEntries([*])", "[...*]", "Math.max(...*)", "({ ...* })"],
        ...["* instanceof Map", "3 instanceof *", "'a' in *", "+*", "-*", "1 + *", "* < 2", "typeof *", "!*"],
      ].flatMap((call) =>
        values.filter((value) => value !== "").map((value) => call.replace("*", () => `(${value})`)),
      ),
    ));
});

function methodsOf(holder: object): readonly string[] {
  return Object.getOwnPropertyNames(holder).filter((name) => !left.test(name) && isFunction(holder, name));
}

function isFunction(holder: object, name: string): boolean {
  return typeof Object.getOwnPropertyDescriptor(holder, name)?.value === "function";
}

function calls(callee: string): readonly string[] {
  return values.map((value) => `${callee}(${value})`);
}

function evaluate(expression: string): unknown {
  return new Function(`"use strict"; return (${expression});`)();
}

/** Each expression on a line of its own: what the analyzer says of it, and what running it says. */
function compare(expressions: readonly string[]): void {
  const text = expressions.map((expression, index) => `const v${index} = (${expression});\n`).join("");
  const { problems } = analyze(authorHost({ "/case.ts": text }), "/case.ts");
  const told = new Map<number, string[]>();
  const open = new Set<number>();
  for (const problem of problems) {
    const line = text.slice(0, problem.at.start).split("\n").length - 1;
    if (definitionOf(problem.code).severity !== "error") open.add(line);
    else told.set(line, [...(told.get(line) ?? []), sentenceOf(problem)]);
  }
  const differences = expressions.flatMap((expression, line) => {
    if (ofTexts.test(expression)) return [];
    const ran = thrownBy(expression);
    const said = told.get(line);
    if ((ran !== undefined) === (said !== undefined) || (said === undefined && open.has(line))) return [];
    return [
      `${expression}: it ${ran === undefined ? "runs" : `throws ${ran}`}, told: ${said?.join() ?? "nothing"}`,
    ];
  });
  assert.deepEqual(differences, []);
}

function thrownBy(expression: string): string | undefined {
  try {
    evaluate(expression);
    return undefined;
  } catch (error) {
    return String(error);
  }
}
