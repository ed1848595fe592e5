import { tick } from "../run/budget.ts";
import type { Machine } from "../run/machine.ts";
import { ownEntries } from "../run/members/own-entries.ts";
import { isCaught } from "../run/refuse.ts";
import { Thrown } from "../run/stops.ts";
import { newArray, newObject, setUnlisted } from "../values/containers.ts";
import { overOptions } from "../values/join.ts";
import { youth } from "../values/journal.ts";
import { stringValue, unknownValue } from "../values/make.ts";
import { describe } from "../values/prototype.ts";
import { keyOf } from "../values/same.ts";
import type { MapValue, ObjectValue, SetValue, Value } from "../values/value.ts";
import { newError } from "./errors.ts";

type Copies = Map<Value, Value>;

/** `structuredClone(value)`: all that it holds is copied, each thing once. */
export function structuredCloneOf(m: Machine, value: Value): Value {
  return overOptions(value, (option) => copyOf(m, option, new Map()));
}

function copyOf(m: Machine, value: Value, copies: Copies): Value {
  tick(m);
  const known = copies.get(value);
  if (known !== undefined) return known;
  switch (value.kind) {
    case "array": {
      const copy = { ...newArray(m, [], value.doubt), ...(value.typed ? { typed: value.typed } : {}) };
      copies.set(value, copy);
      for (const element of value.elements) copy.elements.push(copyOf(m, element, copies));
      return copy;
    }
    case "map":
      return copyOfMap(m, value, copies);
    case "set":
      return copyOfSet(m, value, copies);
    case "object":
      return copyOfObject(m, value, copies);
    case "function":
    case "class":
    case "native":
    case "symbol":
      return refuseClone(m, value);
    case "tensor":
    case "namespace":
      return unknownValue("Its copy is not followed");
    default:
      return value;
  }
}

/** Throws a `DataCloneError`, as the host does. The message of that quotes source code, so it is not followed. */
function refuseClone(m: Machine, value: Value): never {
  const error = newError(m, "Error", `A copy cannot be made of ${describe(value)}`);
  if (error.kind !== "object") throw new Thrown(error, true, null);
  setUnlisted(m, error, "name", stringValue("DataCloneError"));
  if (isCaught(m)) setUnlisted(m, error, "message", unknownValue("What the error says is not followed"));
  throw new Thrown(error, true, null);
}

/** The copy of an object is plain, whatever its class. */
function copyOfObject(m: Machine, object: ObjectValue, copies: Copies): Value {
  if (object.module !== null) return refuseClone(m, object);
  const { hostMade } = object;
  const copy = newObject(m, new Map(), null, null, hostMade);
  copies.set(object, copy);
  if (hostMade !== null) {
    for (const [key, part] of object.properties) copy.properties.set(key, part);
    copy.unlisted = object.unlisted;
    return copy;
  }
  const own = ownEntries(m, object);
  for (const [key, part] of own?.entries ?? []) copy.properties.set(key, copyOf(m, part, copies));
  copy.doubt = own?.doubt ?? null;
  return copy;
}

function copyOfMap(m: Machine, map: MapValue, copies: Copies): Value {
  const { entries, doubt } = map;
  const copy: MapValue = { kind: "map", entries: new Map(), doubt, ...youth(m.journal) };
  copies.set(map, copy);
  for (const [key, value] of entries.values()) {
    const [k, v] = [copyOf(m, key, copies), copyOf(m, value, copies)];
    copy.entries.set(keyOf(k), [k, v]);
  }
  return copy;
}

function copyOfSet(m: Machine, set: SetValue, copies: Copies): Value {
  const { entries, doubt } = set;
  const copy: SetValue = { kind: "set", entries: new Map(), doubt, ...youth(m.journal) };
  copies.set(set, copy);
  for (const value of entries.values()) {
    const element = copyOf(m, value, copies);
    copy.entries.set(keyOf(element) ?? element, element);
  }
  return copy;
}
