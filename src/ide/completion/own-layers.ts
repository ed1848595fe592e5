import {
  type Analysis,
  type Block,
  type BlockMember,
  methodSoFar,
  parseAnyway,
} from "../../analyzer/index.ts";
import type { Range } from "../../base/index.ts";
import { printShapeShort, type Shape } from "../../ir/index.ts";
import { isFault } from "../../problems/index.ts";
import { analysisAs } from "../arguments/sources.ts";
import { distinctShapes } from "../view/distinct-shapes.ts";
import { shapesIn } from "../view/shapes-at.ts";
import type { Completer, Completion, CompletionContext } from "./completion.ts";

/**
 * The layers of a class, called on the tensor that was made last, with what comes out: those that the method does not
 * call yet come first, as they are declared. One that does not take that tensor is left out.
 */
export const ownLayers: Completer<"own-member"> = {
  at: "own-member",
  offer({ access }, context) {
    const { text, analysis } = context.view;
    const method = methodSoFar(parseAnyway(analysis.file, text), access.start);
    const block = analysis.blocks.find(({ name }) => name === method?.className);
    const tensor =
      method?.names.find(({ range }) => shapesIn(analysis, range).length > 0) ?? method?.names.at(-1);
    if (method === null || block === undefined || tensor === undefined) return [];
    const calls = block.members.map((member) => callOf(context, member, tensor.text));
    const outcomes = outcomesOf(context, access, calls);
    const tried = calls.map((call, index) => ({ ...call, outcome: outcomes[index] ?? null }));
    const offered = tried.filter(({ outcome }) => outcome !== "refused");
    return inOrder(offered, method.called).map((call) => entry(call, call.outcome));
  },
};

interface BlockCall {
  readonly member: BlockMember;
  readonly block: Block | null;
  /** What it is called on: the tensor, and words for the rest. */
  readonly given: readonly string[];
}

function callOf({ view }: CompletionContext, member: BlockMember, tensor: string): BlockCall {
  const block = view.analysis.blocks.find(({ name }) => name === member.className) ?? null;
  return { member, block, given: [tensor, ...(block?.takes ?? []).slice(1).map(({ name }) => name)] };
}

function textOf({ member, given }: BlockCall): string {
  return `${member.name}(${given.join(", ")})`;
}

function inOrder<C extends BlockCall>(calls: readonly C[], called: ReadonlySet<string>): readonly C[] {
  const isCalled = ({ member }: BlockCall) => called.has(member.name);
  return [...calls.filter((call) => !isCalled(call)), ...calls.filter(isCalled)];
}

/** What a call gives: its shape, null if that is unknown, or `refused`. */
type Outcome = Shape | "refused" | null;

/** One analysis of the file with all calls in place of what is being typed. */
function outcomesOf(
  context: CompletionContext,
  access: Range,
  calls: readonly BlockCall[],
): readonly Outcome[] {
  const { text, analysis, settings } = context.view;
  const ranges: Range[] = [];
  let list = "[";
  for (const call of calls) {
    const start = access.start + list.length;
    list += `this.${textOf(call)}, `;
    ranges.push({ start, end: access.start + list.length - 2 });
  }
  const trial = `${text.slice(0, access.start)}${list}][0]${text.slice(access.end)}`;
  const { defaultInputSize } = settings;
  const after = analysisAs(context, analysis.file, trial, { defaultInputSize });
  const longer = trial.length - text.length;
  const moved = ({ start, end }: Range): Range =>
    start < access.end ? { start, end } : { start: start + longer, end: end + longer };
  return calls.map((call, index) => {
    const range = ranges[index];
    // Of a call with further inputs nothing is said: their names are only words.
    if (after === null || range === undefined || call.given.length > 1) return null;
    return isRefused(after, [range, ...placesOf(call).map(moved)]) ? "refused" : onlyShape(after, range);
  });
}

/** A call is refused at an argument of the layer's construction, or in the class of an own block. */
function placesOf({ member, block }: BlockCall): readonly Range[] {
  return [member.range, ...(block === null ? [] : [block.range])];
}

function isRefused({ problems, file }: Analysis, places: readonly Range[]): boolean {
  return problems.some(
    ({ code, at }) =>
      isFault(code) &&
      at.file === file &&
      places.some(({ start, end }) => start <= at.start && at.end <= end),
  );
}

function onlyShape(analysis: Analysis, range: Range): Shape | null {
  const [only, ...others] = distinctShapes(shapesIn(analysis, range));
  return only !== undefined && others.length === 0 ? only : null;
}

function entry(call: BlockCall, shape: Outcome): Completion {
  const { member, given } = call;
  const places = given.map((text, index) => `\${${index + 1}:${text}}`);
  const gives = shape === null || shape === "refused" ? "" : ` → ${printShapeShort(shape)}`;
  return {
    label: textOf(call),
    detail: `${member.className}${gives}`,
    documentation: "",
    insert: `${member.name}(${places.join(", ")})`,
    isSnippet: true,
    filter: member.name,
    kind: "field",
  };
}
