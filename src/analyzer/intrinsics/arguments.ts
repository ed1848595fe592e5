import { covers, type FileRange } from "../../base/index.ts";
import { checkCounts } from "../../ops/index.ts";
import type { Problem, ProblemData } from "../../problems/index.ts";
import { isNoOptions, refuseLayer } from "../run/library/library-options.ts";
import type { Machine } from "../run/machine.ts";
import { hasMember } from "../run/members/has-member.ts";
import { nativeValue } from "../run/native-value.ts";
import { placeGiven } from "../run/recipes/given-places.ts";
import { raiseCertain } from "../run/refuse.ts";
import { newObject } from "../values/containers.ts";
import { iteratorKey, wellKnownKey } from "../values/keys.ts";
import { nullValue, undefinedValue, unknownValue } from "../values/make.ts";
import { printText } from "../values/print.ts";
import { describe, findMember, foreignParent, thingOf } from "../values/prototype.ts";
import type { ObjectValue, Value } from "../values/value.ts";
import { toAttrs } from "./attributes.ts";
import { reportAll } from "./refused-attributes.ts";

/** What stands for the checks of `nn/arguments.ts`: they report what they throw where a file runs. */
export const argumentIntrinsics: Readonly<Record<string, Value>> = {
  optionsOf: nativeValue("optionsOf", (m, _, [op, options = undefinedValue, needed]) => {
    if (!isNoObject(m, options) || op?.kind !== "string") return options;
    const names = options.kind === "undefined" && needed?.kind === "array" ? needed.elements : [];
    const data = {
      what: thingOf(options),
      options: names.flatMap((name) => (name.kind === "string" ? [name.text] : [])),
    };
    return refused(m, options, { code: "not-options", data }, op.text);
  }),
  partOf: nativeValue("partOf", (m, _, [container, part = undefinedValue]) =>
    isNoModule(part) && container?.kind === "string"
      ? refused(m, part, { code: "not-a-module", data: { container: container.text, what: thingOf(part) } })
      : part,
  ),
  countsOf: nativeValue("countsOf", (m, _, [block, counts = undefinedValue]) => {
    if (block?.kind === "string")
      reportAll(m, block.text, checkCounts(toAttrs(m, counts)), { attrs: counts, inputs: [], owner: null });
    return undefinedValue;
  }),
  namedParts: nativeValue("namedParts", (m, _, [parts]) => namedParts(m, parts)),
  listOf: nativeValue("listOf", (m, _, [taker, holds, list = undefinedValue]) =>
    taker?.kind === "string" && holds?.kind === "string"
      ? listOf(m, list, { taker: taker.text, holds: holds.text as ProblemData<"not-a-list">["holds"] })
      : list,
  ),
};

/** Modules by their names, where a container is given nothing but a plain object or a map of them. */
function namedParts(m: Machine, parts: Value | undefined): Value {
  const [only, ...others] = parts?.kind === "array" ? parts.elements : [];
  if (only === undefined || others.length > 0) return nullValue;
  if (only.kind === "map" && only.doubt === null) {
    const named = [...only.entries.values()].map(([name, part]) => [printText(name), part] as const);
    return newObject(m, new Map(named));
  }
  const isRecord = only.kind === "object" && only.module === null && only.class === null;
  return isRecord && only.hostMade === null ? only : nullValue;
}

/** The list that a function or class was given; unknown where it can be none. */
export function listOf(m: Machine, list: Value, taken: Omit<ProblemData<"not-a-list">, "what">): Value {
  if (!isNoList(list)) return list;
  return refused(m, list, { code: "not-a-list", data: { ...taken, what: thingOf(list) } });
}

/** Reports an argument that is certainly refused, where the author wrote it or else in the call. */
export function refuse(m: Machine, value: Value, problem: Problem, op?: string): void {
  const at = placeRefused(m, value);
  if (at !== undefined)
    raiseCertain(m, { ...problem, at, op: op === undefined ? null : { kind: op, inputs: [] } });
}

/** A list that was made elsewhere may well be right; the mistake is to pass it as a whole. */
function placeRefused(m: Machine, value: Value): FileRange | undefined {
  const [given, call] = [placeGiven(m, value), m.frame?.place ?? undefined];
  if (given === null) return call;
  return value.kind === "array" && call !== undefined && !covers(call, given) ? call : given;
}

function refused(m: Machine, value: Value, problem: Problem, op?: string): Value {
  refuse(m, value, problem, op);
  refuseLayer(m);
  return unknownValue(`${describe(value)} is refused`, m.frame?.place ?? null);
}

/** Anything but an object with options. Where the names of the options are known, the pattern that takes them reports it. */
function isNoObject(m: Machine, value: Value): boolean {
  if (value.kind === "object")
    return value.module !== null || isPatternOrPromise(value) || !isNoList(value) || isNoRecord(m, value);
  if (value.kind === "unknown") return value.type !== undefined;
  return value.kind !== "either" && value.kind !== "namespace" && !isNoOptions(value);
}

function isPatternOrPromise({ hostMade }: ObjectValue): boolean {
  return hostMade !== null && (hostMade.pattern !== null || hostMade.promise !== undefined);
}

/** Whether it has what objects with options do not have: dates are told by how they become numbers, others by `then`. */
function isNoRecord(m: Machine, value: ObjectValue): boolean {
  return ["then", wellKnownKey("toPrimitive"), wellKnownKey("match")].some((key) => hasMember(m, value, key));
}

function isNoModule(value: Value): boolean {
  if (value.kind === "object") return value.module === null && foreignParent(value.class) === undefined;
  return !["function", "native", "unknown", "either"].includes(value.kind);
}

function isNoList(value: Value): boolean {
  if (value.kind !== "object") return neverLists.has(value.kind);
  if (foreignParent(value.class) !== undefined) return false;
  const own = value.properties.has(iteratorKey);
  return !own && (value.class === null || findMember(value.class, iteratorKey) === undefined);
}

const neverLists: ReadonlySet<Value["kind"]> = new Set([
  "tensor",
  "undefined",
  "null",
  "number",
  "string",
  "boolean",
  "bigint",
  "symbol",
  "undecided",
  "function",
  "native",
  "class",
]);
