import { withArticle } from "../../base/index.ts";
import type { ClassValue, Member, ObjectValue, Value } from "./value.ts";

/** The method or accessor that instances of a class inherit under a name, and the class that has it. */
export function findMember(cls: ClassValue, name: string): { member: Member; owner: ClassValue } | undefined {
  for (let at: Value | null = cls; at?.kind === "class"; at = at.parent) {
    const member = at.prototype.get(name);
    if (member !== undefined) return { member, owner: at };
  }
  return undefined;
}

/** The class and those that it descends from. */
export function* lineage(cls: ClassValue): Generator<ClassValue> {
  for (let at: Value | null = cls; at?.kind === "class"; at = at.parent) yield at;
}

/** Own names as `Object.keys` orders them: whole numbers first, ascending, then in the order in which they came. */
export function keysOf(object: ObjectValue): readonly string[] {
  const keys: string[] = [];
  const indices: string[] = [];
  for (const key of object.properties.keys()) {
    const first = key.charCodeAt(0);
    if (first === hash || first === at) continue;
    if (first >= zero && first <= nine && isIndex.test(key)) indices.push(key);
    else keys.push(key);
  }
  for (const key of object.accessors.keys()) if (!keys.includes(key)) keys.push(key);
  return indices.length === 0 ? keys : [...indices.sort((a, b) => Number(a) - Number(b)), ...keys];
}

const [hash, at, zero, nine] = [..."#@09"].map((letter) => letter.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
];
const isIndex = /^(0|[1-9]\d*)$/;

const classNames = { tensor: "Tensor", map: "Map", set: "Set" } as const;

/** What people would call the thing in a sentence, as `whatIs` does where a file runs. */
export function describe(value: Value): string {
  switch (value.kind) {
    case "object":
      return value.class === null ? "an object" : withArticle(value.class.name || "object");
    case "array":
      return "an array";
    case "class":
      return `the class ${value.name}`;
    case "undefined":
    case "null":
      return value.kind;
    case "function":
    case "native":
      return "a function";
    case "either":
      return "something that depends on a condition";
    case "undecided":
      return "a boolean";
    case "unknown":
      return value.type === undefined ? "unknown" : withArticle(value.type);
    case "tensor":
    case "map":
    case "set":
      return withArticle(classNames[value.kind]);
    case "namespace":
      return "an object";
    default:
      return withArticle(value.kind);
  }
}
