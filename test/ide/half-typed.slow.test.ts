import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "mocha";
import {
  blockOffers,
  codeLenses,
  createView,
  createWorkspace,
  documentSymbols,
  hoverAt,
  inlayHints,
  inlayTooltip,
  markedProblems,
  modelDocument,
  offeredActions,
  summaryText,
  type View,
  wordedProblem,
} from "../../src/ide/index.ts";
import { defaultSettings } from "../../src/settings/index.ts";
import { fc, runsOf } from "../support/properties.ts";
import { hostOf, sourcesOf } from "./view-of.ts";

const folder = new URL("../../media/examples/", import.meta.url);
const examples = readdirSync(folder)
  .filter((name) => name.endsWith(".ts"))
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8") }));

/** What an author does to a text: stops typing, deletes a part, or pastes a part of it somewhere else. */
const edit = fc.record({
  kind: fc.constantFrom("stop", "delete", "paste"),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 60 }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe("half-typed files", function () {
  this.timeout(60_000);

  for (const { name, text } of examples) {
    it(`${name}: every feature answers, within its length limits and the text`, () => {
      const files: Record<string, string> = {};
      const workspace = createWorkspace(hostOf(files));
      fc.assert(
        fc.property(edit, (one) => {
          files["/model.ts"] = edited(text, one);
          const written = files["/model.ts"];
          answersAll(createView(workspace.analyze("/model.ts"), written, defaultSettings));
        }),
        { numRuns: runsOf(6) },
      );
    });
  }
});

function edited(
  text: string,
  { kind, at, length, to }: { kind: string; at: number; length: number; to: number },
): string {
  const start = Math.floor(at * text.length);
  if (kind === "stop") return text.slice(0, start);
  if (kind === "delete") return text.slice(0, start) + text.slice(start + length);
  const target = Math.floor(to * text.length);
  return text.slice(0, target) + text.slice(start, start + length) + text.slice(target);
}

function answersAll(view: View): void {
  const { analysis, text } = view;
  const whole = { start: 0, end: text.length };
  const ranges = [
    ...codeLenses(view).map(({ range }) => range),
    ...documentSymbols(view).flatMap(({ range, nameRange, children }) => [
      range,
      nameRange,
      ...children.map((c) => c.range),
    ]),
    ...markedProblems(view).map(({ at }) => at),
    ...offeredActions(sourcesOf(text), whole).flatMap(({ edits }) => edits.map(({ at }) => at)),
  ];
  for (const { range } of analysis.facts) {
    const hover = hoverAt(view, range.start);
    if (hover !== null) ranges.push(hover.range);
  }
  for (const { position, label, kind } of inlayHints(view)) {
    assert.ok(label.length > 0 && label.length <= 25, label);
    assert.ok((inlayTooltip(view, position, kind) ?? "").length > 0, `${label} has no tooltip`);
    ranges.push({ start: position, end: position });
  }
  for (const { start, end } of ranges)
    assert.ok(0 <= start && start <= end && end <= text.length, `${start}–${end}`);
  for (const model of analysis.models)
    assert.equal(modelDocument(view, model).titles.length, model.graph.nodes.length);
  for (const problem of analysis.problems) assert.ok(wordedProblem(view, problem).line >= 1);
  for (const { expression, input } of blockOffers(view))
    assert.match(`${expression} ${input}`, /.+ \d+(x\d+)*$/);
  assert.equal(typeof summaryText(view), "string");
}
