import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { innerNames } from "../../../scripts/generated/inner-names.ts";
import * as library from "../../../src/nn/index.ts";
import { ops } from "../../../src/ops/index.ts";
import { readAnswer, type WrittenAnswer } from "./answer.ts";
import type { Call } from "./call.ts";
import { type Checked, checkSource } from "./check-source.ts";
import { differences } from "./compare.ts";
import { generate } from "./generate.ts";
import { known } from "./known.ts";
import { notCovered } from "./not-covered.ts";
import { readRecorded } from "./recorded.ts";
import { printed } from "./report.ts";
import { rows } from "./rows/index.ts";
import { graphOf, runHere } from "./run-here.ts";

describe("the calls that are made in PyTorch too are of", () => {
  const listed = [...rows.map(({ callee }) => callee), ...notCovered.flatMap(({ names }) => names)];

  it("every layer, function and method that there is", () => {
    const there = [
      ...Object.keys(library.nn).map((name) => `nn.${name}`),
      ...Object.keys(library.F).map((name) => `F.${name}`),
      ...methodsOf(library.ones(1)).map((name) => `x.${name}`),
      ...Object.keys(library),
    ];
    const names = listed.filter((name) => !name.startsWith("op "));
    const without = there.filter((name) => !names.includes(name));
    assert.deepEqual(without, [], "has no row in rows/, and no reason in not-covered.ts");
    assert.deepEqual(names.sort(), there.sort());
  });

  it("every op that there is", () => {
    const called = new Set(rows.flatMap((row) => [...generate(12, 1, [row])].flatMap(opsOf)));
    const missing = ops.map(({ kind }) => kind).filter((kind) => !called.has(kind));
    const reasoned = listed.filter((name) => name.startsWith("op ")).map((name) => name.slice("op ".length));
    assert.deepEqual(missing.sort(), reasoned.sort());
  });
});

describe("PyTorch's recorded answers are ours", () => {
  const recorded = readRecorded();
  const checks = checkSource(recorded.map(({ call }) => call));
  for (const callee of new Set(recorded.map(({ call }) => call.callee)))
    it(callee, async () => {
      for (const [index, { call, answer }] of recorded.entries())
        if (call.callee === callee)
          await assertSame(call, answer, checks[index] ?? assert.fail("not analysed"));
    });
});

async function assertSame(call: Call, answer: WrittenAnswer, check: Checked): Promise<void> {
  const theirs = readAnswer(answer);
  const unexplained = differences(theirs, await runHere(call), check).filter(
    (difference) => !known.some(({ applies }) => applies(call, difference, theirs)),
  );
  assert.deepEqual(
    unexplained.map((difference) => printed({ call, difference })),
    [],
  );
}

/** Those of its class and of what that extends; ones with a mark are PyTorch's in-place names. */
function methodsOf(value: object): readonly string[] {
  const names = new Set<string>();
  for (
    let proto = Object.getPrototypeOf(value);
    proto !== Object.prototype;
    proto = Object.getPrototypeOf(proto)
  )
    for (const [name, { value: member }] of Object.entries(Object.getOwnPropertyDescriptors(proto)))
      if (typeof member === "function" && name !== "constructor" && !innerNames.has(name)) names.add(name);
  return [...names];
}

function opsOf(call: Parameters<typeof graphOf>[0]): readonly string[] {
  try {
    return graphOf(call).nodes.map(({ op }) => op);
  } catch {
    return []; // A call with something wrong in it.
  }
}
