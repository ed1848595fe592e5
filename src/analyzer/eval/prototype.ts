import type { ClassValue, Member, ObjectValue, Value } from "../values/value.ts";

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
  const keys = [...object.properties.keys()].filter((key) => !key.startsWith("#") && !key.startsWith("@@"));
  for (const key of object.accessors.keys()) if (!keys.includes(key)) keys.push(key);
  const isIndex = (key: string): boolean => /^(0|[1-9]\d*)$/.test(key);
  if (!keys.some(isIndex)) return keys;
  const indices = keys.filter(isIndex).sort((a, b) => Number(a) - Number(b));
  return [...indices, ...keys.filter((key) => !isIndex(key))];
}

/** What people would call the thing in a sentence. */
export function describe(value: Value): string {
  switch (value.kind) {
    case "object":
      return value.class === null ? "an object" : `a ${value.class.name}`;
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
    default:
      return `a ${value.kind}`;
  }
}
