import { deleteAccessor, deleteProperty, setProperty } from "../../values/containers.ts";
import { isHostObject } from "../../values/host-object.ts";
import { isShared, touch } from "../../values/journal.ts";
import { hole, undefinedValue, unknownValue } from "../../values/make.ts";
import type { ArrayValue, ClassValue, ObjectValue, Value } from "../../values/value.ts";
import { forkOver } from "../arms/fork.ts";
import { perhapsChange } from "../arms/perhaps-changed.ts";
import { perhapsForbids } from "../arms/perhaps-fails.ts";
import { isImported } from "../library/namespaces.ts";
import type { Machine } from "../machine.ts";
import { throwError } from "../throw-error.ts";
import { deleteElement, isElementName } from "./array-members.ts";
import { asGlobalObject } from "./changed-globals.ts";
import { deleteOnHost, setOnHost } from "./extended-host.ts";
import { isFixed, isList, wordsFor } from "./write-refusals.ts";

/** `delete target.name` */
export function deleteMember(m: Machine, target: Value, name: string): void {
  if (keeps(target, name))
    throwError(m, "TypeError", `Cannot delete property '${name}' of ${wordsFor(target)}`);
  perhapsForbids(m, target, (asked) => keeps(asked, name));
  if (target.kind === "array") deleteElement(m, target, name);
  else if ((target.kind === "map" || target.kind === "set") && target.extras !== undefined)
    deleteProperty(m, target.extras, name);
  else if (isHostObject(target)) deleteOnHost(m, target, name);
  else if (target.kind === "object" || target.kind === "class" || target.kind === "function") {
    deleteProperty(m, target, name);
    if (target.kind !== "function") loseAccessor(m, target, name);
  } else if (target.kind === "either") {
    forkOver(m, target.options, (option) => {
      deleteMember(m, option, name);
      return undefinedValue;
    });
  } else if (target.kind === "unknown") {
    const globals = asGlobalObject(target);
    if (globals !== undefined) setOnHost(m, globals, name, unknownValue(`${name} was deleted`));
    perhapsChange(m, target, (thing) => deleteMember(m, thing, name));
  }
}

/** Deletes an accessor; one that may not be deleted is hidden behind what is not known. */
function loseAccessor(m: Machine, target: ObjectValue | ClassValue, name: string): void {
  if (!target.accessors.has(name)) return;
  if (isShared(m.journal, target))
    setProperty(m, target, name, unknownValue(`Whether ${name} was deleted is not known`));
  else deleteAccessor(target, name);
}

/** `delete target[key]` with an unknown key: it may delete any of them. */
export function deleteSome(m: Machine, target: Value): void {
  const why = unknownValue("The property's name is not known", m.frame?.place ?? null);
  if (target.kind === "array" && target.typed === undefined) {
    touch(m.journal, target);
    target.doubt = { why: target.doubt?.why ?? why, sure: 0 };
  } else if (target.kind === "object" || target.kind === "class" || target.kind === "function") {
    touch(m.journal, target);
    m.steps += target.properties.size >> 2;
    const missing = new Map([...target.properties.keys()].map((key) => [key, { ...why }] as const));
    target.doubt = { why, hasOthers: false, ...target.doubt, missing, isOrdered: false };
  } else if (target.kind === "either") {
    forkOver(m, target.options, (option) => {
      deleteSome(m, option);
      return undefinedValue;
    });
  } else if (target.kind === "unknown") perhapsChange(m, target, (thing) => deleteSome(m, thing));
}

/** Whether a property exists and cannot be deleted. */
export function keeps(target: Value, name: string): boolean {
  if (isList(target)) {
    if (target.extras !== undefined && keeps(target.extras, name)) return true;
    return target.kind === "array" && keepsElement(target, name);
  }
  if (target.kind === "namespace") return isImported(target) && target.member(name) !== undefined;
  if (target.kind !== "object" || !isFixed(target, name)) return false;
  return target.properties.has(name) || target.accessors.has(name);
}

/** Whether the array has this element, or its length, and cannot lose it. */
function keepsElement(array: ArrayValue, name: string): boolean {
  const { elements, typed, rigidity } = array;
  if (name === "length") return typed === undefined && !array.isArguments;
  if (array.doubt !== null) return false;
  const isFixed = typed !== undefined || rigidity === "sealed" || rigidity === "frozen";
  return isFixed && isElementName(name) && (elements[Number(name)] ?? hole) !== hole;
}
