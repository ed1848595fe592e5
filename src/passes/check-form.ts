import type { Graph, Node, NodeId } from "../ir/index.ts";

/** Why a graph is none: no model gives such a one, but a file or a faulty source may. */
export interface GraphFault {
  readonly node: NodeId;
  readonly message: string;
}

type Test = (value: unknown) => boolean;

type Fields = Readonly<Record<string, unknown>>;

/** A field, what it has to pass, and what it has to be, in words. */
type Expectation = readonly [keyof Graph | keyof Node, Test, string];

const graphFields: readonly Expectation[] = [
  ["name", isString, "a text"],
  ["nodes", Array.isArray, "a list"],
  ["inputs", listOf(isNumber), "a list of nodes"],
  ["outputs", listOf(isNumber), "a list of nodes"],
];

/** Form only: `firstFault` checks whether the nodes fit together. */
const nodeFields: readonly Expectation[] = [
  ["op", isString, "the name of an op"],
  ["attrs", isAttrs, "an object of plain values"],
  ["inputs", listOf(isNumber), "a list of nodes"],
  ["shape", listOf(isDim), "a list of sizes"],
  ["module", isString, "a path"],
  ["owner", (value) => value === null || isString(value), "a path or null"],
];

/**
 * Why a value is not a graph at all: callers without types can pass anything, and so can a file. What passes
 * has every field that the compiler promises, of its type.
 */
export function formFault(graph: unknown): GraphFault | undefined {
  if (!isRecord(graph)) return { node: 0, message: `A graph is an object, not ${printed(graph)}.` };
  const outer = faultIn(graph, graphFields);
  if (outer !== null) return { node: 0, message: `The graph's ${outer}.` };
  const nodes = graph.nodes as readonly unknown[];
  for (const [node, value] of nodes.entries()) {
    const fault = isRecord(value) ? faultIn(value, nodeFields) : `${printed(value)} is not an object`;
    if (fault !== null) return { node, message: `Node ${node}: ${fault}.` };
  }
  return undefined;
}

function faultIn(record: Fields, expectations: readonly Expectation[]): string | null {
  const wrong = expectations.find(([field, test]) => !test(record[field]));
  if (wrong === undefined) return null;
  const [field, , expected] = wrong;
  return `${field} is ${printed(record[field])}, not ${expected}`;
}

function isAttrs(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every(isAttrValue);
}

/** Missing values pass: only the op knows whether it can do without them. */
function isAttrValue(value: unknown): boolean {
  if (Array.isArray(value)) return listOf(isAttrValue)(value);
  return (
    value === undefined || value === null || ["string", "boolean"].includes(typeof value) || isDim(value)
  );
}

function isDim(value: unknown): boolean {
  if (isNumber(value)) return true;
  if (!isRecord(value)) return false;
  if (value.kind === "unknown") return isString(value.reason);
  return value.kind === "sum" && isNumber(value.constant) && listOf(isTerm)(value.terms);
}

function isTerm(value: unknown): boolean {
  return isRecord(value) && isNumber(value.coefficient) && listOf(isFactor)(value.factors);
}

function isFactor(value: unknown): boolean {
  if (!isRecord(value)) return false;
  if (value.kind === "symbol") return isString(value.name);
  if (value.kind === "floor") return isDim(value.numerator) && isDim(value.divisor);
  return (value.kind === "max" || value.kind === "min") && isDim(value.left) && isDim(value.right);
}

function listOf(test: Test): Test {
  // Spread, since `every` skips what a sparse array leaves out.
  return (value) => Array.isArray(value) && [...value].every(test);
}

function isString(value: unknown): boolean {
  return typeof value === "string";
}

function isNumber(value: unknown): boolean {
  return typeof value === "number";
}

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Enough of it to be recognised. */
function printed(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isRecord(value)) return "an object";
  return (isString(value) ? JSON.stringify(value) : String(value)).slice(0, 40);
}
