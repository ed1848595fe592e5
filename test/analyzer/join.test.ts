// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The templates are the text of programs.
import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { createAnalyzer, type Fact, type FactValue } from "../../src/analyzer/index.ts";
import { fc, runsOf } from "../support/properties.ts";
import { authorHost } from "./author-host.ts";

/*
 * Random arms of undecided conditions change everything that can change: variables, arrays, objects, maps, sets, class
 * statics, properties of functions, directly and through a second name. The engine that runs this test executes the
 * file once for every outcome of the conditions; what the analyzer says of an expression has to cover all of them.
 */

const setup = `
class Base { static total = 1; static limit = 5; label = 0; helper() {} get size() { return 9; } }
class Derived extends Base {}
class Thing { value = 1; }
let n = 1;
let text = "a";
let list = [1, 2];
const spare = [7, 8];
let alias = list;
let record = { x: 1 };
const other = { x: 4, y: 5 };
let ref = record;
const map = new Map([["a", 1], ["b", 2]]);
const set = new Set([1, 2]);
const nested = { list: [1, 2, 3], map: new Map([["a", 1]]), inner: { x: 1 } };
const table = new Map([["list", [1, 2]]]);
const pairs = [[1, 2], [3]];
const base = new Base();
function act() {}
act.mark = 1;
const write = (value) => { n = value; };
const tuple = () => (flag ? [1, 2] : [3, 2]);
const bytes = new Uint8Array([1, 2, 3, 4]);
let view = bytes.subarray(1, 3);
`;

const mutations = [
  ...["n = K;", "n += K;", "write(K);", 'text = "b";', "text += K;"],
  ...[
    "list.push(K);",
    "list.pop();",
    "list.shift();",
    "list.unshift(K);",
    "list[0] = K;",
    "list[list.length] = K;",
  ],
  ...[
    "list.length = 1;",
    "list.reverse();",
    "list.sort();",
    "list.splice(1, 1);",
    "list.splice(0, 1, K, K);",
  ],
  ...["list.fill(K);", "list = [K, 2];", "list = [K];", "list = spare;", "list.push(...spare);"],
  ...["[list[0], list[1]] = [list[1], list[0]];", "list = [...list, K];", "list = list.map((x) => x + 1);"],
  ...["list = list.filter((x) => x > 1);", "spare.push(K);", "spare[0] = K;", "list = tuple();"],
  ...["alias = list;", "alias = spare;", "alias.push(K);", "alias[0] = K;", "alias.pop();"],
  ...["record.x = K;", "delete record.x;", "record.y = K;", 'record["z"] = K;', "record = other;"],
  ...["record = { y: K };", "Object.assign(record, { x: K, w: 1 });", "Object.assign(other, record);"],
  ...["record = { ...record, v: K };", "ref = other;", "ref = record;", "ref.x = K;", "delete ref.x;"],
  ...['map.set("a", K);', 'map.set("c", K);', 'map.delete("a");', "map.clear();", 'map.set("b", list);'],
  ...["for (const [k, v] of map) map.set(k, K);", "map.forEach((v, k) => { n = K; });"],
  ...["set.add(K);", "set.delete(1);", "set.clear();", "set.delete(K); set.add(K);"],
  ...["nested.list.push(K);", "nested.list[0] = K;", 'nested.map.set("a", K);', 'nested.map.delete("a");'],
  ...["nested.inner.x = K;", "nested.inner = record;", "nested.list = list;"],
  ...['table.get("list")?.push(K);', 'table.set("list", [K]);', 'table.set("list", spare);'],
  ...["pairs[0][0] = K;", "pairs[0].push(K);", "pairs.push([K]);", "pairs[0] = [K, K];", "pairs.pop();"],
  ...["Base.total = K;", "Derived.total = K;", "Derived.extra = K;", "delete other.y;", "base.label = K;"],
  ...["base.extra = K;", "base.helper = K;", "act.mark = K;", "act.more = K;"],
  ...["spare.forEach((x) => { n = x; });", "for (const x of list) n += x;", "for (const x of set) n = x;"],
  ...[
    "for (const k in record) text = k;",
    "n = list.length;",
    "n = record.x ?? K;",
    "list[list.length - 1] = K;",
  ],
  ...["Thing.prototype;", "n = map.size;", "list = Object.values(record);", "n++;", "record.x ??= K;"],
  ...["bytes[1] = K;", "bytes.reverse();", "view[0] = K;", "view.fill(K);", "view = bytes.subarray(K);"],
  ...["view.set([K]);", "view.sort();", "view = view.subarray(1);", "view = bytes;", "n = view[0] ?? K;"],
];

const observations = [
  ...["bytes.join()", "bytes[1]", "bytes[2]", "view[0]", "view[1]", "view.length", "view === bytes"],
  ...["n", "text", "`${n}`", "n > 2", "n === 1", "-n", "n + 1", "typeof n", "!n", "n || 5"],
  ...["list.length", "list[0]", "list[1]", "list[2]", "list.at(-1)", "list.includes(2)", "list.indexOf(2)"],
  ...[
    "list.lastIndexOf(2)",
    'list.join("-")',
    "`${list}`",
    "list.reduce((a, b) => a + b, 0)",
    "list.slice(1)[0]",
  ],
  ...[
    "list.slice(1).length",
    "list.map((x) => x + 1)[1]",
    "[...list][1]",
    "[...list].length",
    "[0, ...list][1]",
  ],
  ...[
    "list.some((x) => x > 2)",
    "list.every((x) => x < 3)",
    "list.find((x) => x > 1)",
    "list.filter((x) => x > 1)[0]",
  ],
  ...[
    "list.findIndex((x) => x > 1)",
    "list.findLast((x) => x > 1)",
    "list.toReversed()[0]",
    "list.toSorted()[0]",
  ],
  ...[
    "Math.max(...list)",
    "list.concat(spare)[2]",
    "list.flat()[0]",
    "list.with(0, 9)[0]",
    "Array.isArray(list)",
  ],
  ...[
    "list === alias",
    "list === spare",
    "alias[0]",
    "alias.length",
    "alias.at(-1)",
    "spare[0]",
    "spare.length",
  ],
  ...["(() => { let t = 0; for (const x of list) t += x; return t; })()", "(([, b]) => b)(list)"],
  ...["(() => { let t = 0; for (const x of list) t = x; return t; })()", "((...r) => r.length)(...list)"],
  ...["(() => { let t = 0; spare.forEach((x) => { t += x; }); return t; })()", "((a, b) => b)(...list)"],
  ...["record.x", "record.y", '"x" in record', '"z" in record', "Object.keys(record).length"],
  ...[
    "Object.keys(record).join()",
    "Object.values(record)[0]",
    'Object.hasOwn(record, "x")',
    "typeof record.x",
  ],
  ...["record.x ?? 5", "record.x === undefined", "`${record.x}`", "record.x + 1", "Math.max(record.x, 1)"],
  ...[
    "({ ...record }).x",
    "Object.keys({ ...record }).length",
    "(({ x, ...rest }) => Object.keys(rest).length)(record)",
  ],
  ...["(({ x = 6 }) => x)(record)", "(() => { let t = ''; for (const k in record) t += k; return t; })()"],
  ...["Boolean(record.x)", "String(record.x)", "Number(record.x)", "record.x > 2", "record === other"],
  ...["ref.x", "ref.y", "ref === record", "other.x", "other.y", '"y" in other'],
  ...['map.get("a")', 'map.get("c")', 'map.has("a")', 'map.has("c")', "map.size", "[...map.keys()].join()"],
  ...["[...map.values()][0]", "[...map][0]?.[1]", "[...map.entries()].length", 'map.get("a") ?? 5'],
  ...["set.has(1)", "set.has(3)", "set.size", "[...set][0]", "[...set].length", "Math.min(...set)"],
  ...["nested.list[1]", "nested.list.length", 'nested.map.get("a")', "nested.map.size", "nested.inner.x"],
  ...["nested.list.at(-1)", 'table.get("list")?.[0]', 'table.get("list")?.length', "pairs.length"],
  ...[
    "pairs[0]?.[0]",
    "pairs[0]?.length",
    "pairs.flat().length",
    "pairs.flat()[1]",
    "pairs.map((p) => p.length)[0]",
  ],
  ...["Base.total", "Derived.total", "Derived.extra", '"extra" in Derived', "base.label", "base.extra"],
  ...["typeof base.helper", "base.size", "act.mark", "act.more", "Object.keys(base).length"],
  ...[
    "Array.from(list)[0]",
    "Array.from(set)[1]",
    "Object.entries(record)[0]?.[1]",
    "tuple()[0]",
    "tuple()[1]",
  ],
  ...["base instanceof Base", "record instanceof Base", "(flag ? list : record) instanceof Array"],
];

const mutation = fc
  .tuple(fc.constantFrom(...mutations), fc.integer({ min: 0, max: 4 }))
  .map(([text, k]) => text.replaceAll("K", String(k)));

const plainBlock = fc.array(mutation, { maxLength: 3 }).map((lines) => lines.join(" "));

const block = fc.oneof(
  { weight: 4, arbitrary: plainBlock },
  {
    weight: 1,
    arbitrary: fc
      .tuple(plainBlock, plainBlock, plainBlock)
      .map(([a, b, c]) => `${a} if (maybe) { ${b} } else { ${c} }`),
  },
);

/** Ways to write two arms when it is not known which of them runs. */
const forks: readonly ((a: string, b: string) => string)[] = [
  (a, b) => `if (flag) { ${a} } else { ${b} }`,
  (a) => `if (flag) { ${a} }`,
  (a, b) => `(() => { if (flag) { ${a} return; } ${b} })();`,
  (a, b) => `for (const _ of [1, 2]) { if (flag) { ${a} break; } ${b} }`,
  (a, b) => `for (const _ of [1, 2]) { if (flag) { ${a} continue; } ${b} }`,
  (a, b) => `flag ? (() => { ${a} })() : (() => { ${b} })();`,
  (a) => `flag && (() => { ${a} })();`,
  (a, b) => `switch (mode) { case "a": ${a} break; case "b": ${b} }`,
  (a, b) => `(flag ? () => { ${a} } : () => { ${b} })();`,
];

const fork = fc.tuple(fc.constantFrom(...forks), block, block).map(([wrap, a, b]) => wrap(a, b));

const program = fc.tuple(fork, plainBlock, fc.option(fork, { nil: "" }), plainBlock).map((parts) =>
  parts
    .map(
      (part, index) => `${part}
${probesAfter(index)}`,
    )
    .join("\n"),
);

/** Declarations by which the analyzer says whether it still knows what these names stand for. */
function probesAfter(part: number): string {
  return ["list", "alias", "record", "ref", "nested.list", "nested.inner", 'table.get("list")', "pairs[0]"]
    .map((name, index) => `const probe${part}${index} = ${name};`)
    .join(" ");
}

const outcomes = [true, false].flatMap((flag) =>
  [true, false].flatMap((maybe) => ["a", "b", "c"].map((mode) => ({ flag, maybe, mode }))),
);

/** The value of every observation for one outcome of the conditions; `nothing` where it throws. */
function execute(text: string, { flag, maybe, mode }: (typeof outcomes)[number]): readonly unknown[] {
  const reads = observations.map((read) => `try { seen.push(${read}); } catch { seen.push(nothing); }`);
  const body = `${setup}\n${text}\nconst seen = [];\n${reads.join("\n")}\nreturn seen;`;
  return new Function("flag", "maybe", "mode", "nothing", body)(flag, maybe, mode, nothing);
}

const nothing = Symbol("nothing");

const declarations = "declare const flag: boolean, maybe: boolean, mode: string;";

/** What the analyzer says of each observation; undefined where it has lost track of what a name stands for. */
function analyze(text: string): readonly (Fact | undefined)[] | undefined {
  const reads = observations.map((read, index) => `const seen${index} = ${read};`);
  source = `${declarations}\n${setup}\n${text}\n${reads.join("\n")}\n`;
  const facts = new Map(
    analyzer.analyze("/join.ts").facts.map((fact) => [source.slice(fact.range.start, fact.range.end), fact]),
  );
  const isLost = [...facts].some(
    ([name, { values }]) => name.startsWith("probe") && values.some(({ kind }) => kind === "unknown"),
  );
  return isLost ? undefined : observations.map((_, index) => facts.get(`seen${index}`));
}

let source = "";
const host = authorHost();
const analyzer = createAnalyzer({
  ...host,
  read: (path) => (path === "/join.ts" ? source : host.read(path)),
});

function covers(values: readonly FactValue[], actual: unknown): boolean {
  return values.some((value) => {
    if (value.kind === "unknown") return true;
    if (value.kind !== "plain") return false;
    if (value.text === "true or false") return typeof actual === "boolean";
    return value.text === (typeof actual === "string" ? JSON.stringify(actual) : String(actual));
  });
}

describe("what two arms leave behind", () => {
  it("covers what each of them leaves", function () {
    this.timeout(120_000);
    const check = (text: string): void => {
      const facts = analyze(text);
      // Of more than a few things that it may be a value is unknown, and what is done to an unknown is not followed.
      if (facts === undefined) return;
      for (const outcome of outcomes) {
        const actual = execute(text, outcome);
        for (const [index, read] of observations.entries()) {
          if (typeof actual[index] === "object" || actual[index] === nothing) continue;
          const values = facts[index]?.values ?? [];
          assert(
            covers(values, actual[index]),
            `${read} is ${String(actual[index])} where ${JSON.stringify(outcome)}, not ${JSON.stringify(values)}`,
          );
        }
      }
    };
    fc.assert(fc.property(program, check), { numRuns: runsOf(60) });
  });
});
