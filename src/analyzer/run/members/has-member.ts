import { hasProperty } from "../../values/containers.ts";
import { isLacking } from "../../values/doubt.ts";
import { noteRead, noteReadOf } from "../../values/journal.ts";
import { hole } from "../../values/make.ts";
import { findMember, foreignParent, hasOtherParent, lineage } from "../../values/prototype.ts";
import type { ArrayValue, ClassValue, MapValue, ObjectValue, SetValue, Value } from "../../values/value.ts";
import type { Machine } from "../machine.ts";
import { hasExtension } from "./extended-host.ts";
import { classBehind, prototypesOf } from "./inherit.ts";
import { getMember } from "./members.ts";

/** Whether `name in target`; undefined where that depends on a condition. No getter runs for it. */
export function hasMember(m: Machine, target: Value, name: string): boolean | undefined {
  noteReadOf(m.journal, target);
  switch (target.kind) {
    case "object":
      return hasOfObject(m, target, name);
    case "class":
      return hasStatic(m, target, name);
    case "function":
      return hasProperty(target, name) === false ? hasOther(m, target, name) : hasProperty(target, name);
    case "array":
      return hasElement(m, target, name);
    case "map":
    case "set":
      return hasExtra(m, target, name);
    case "namespace":
      return target.isLibrary ? target.member(name) !== undefined : hasOther(m, target, name);
    case "either":
      return agreed(target.options.map((option) => hasMember(m, option.value, name)));
    case "unknown":
      return undefined;
    default:
      return hasOther(m, target, name);
  }
}

/** Whether a value has a member of the host's, or one that a file has put on the host's objects. */
function hasOther(m: Machine, target: Value, name: string): boolean | undefined {
  const isPutThere = hasExtension(m, target, name);
  return isPutThere === false ? getMember(m, target, name).kind !== "undefined" : isPutThere;
}

/** Whether a thing has a property of its own, or else inherits it. */
function ownOrInherited(own: boolean | undefined, inherits: () => boolean | undefined): boolean | undefined {
  if (own === true) return true;
  const inherited = inherits();
  return inherited === false ? own : inherited;
}

function agreed(answers: readonly (boolean | undefined)[]): boolean | undefined {
  return new Set(answers).size === 1 ? answers[0] : undefined;
}

function hasOfObject(m: Machine, object: ObjectValue, name: string): boolean | undefined {
  if (object.accessors.has(name)) return true;
  return ownOrInherited(hasProperty(object, name), () => inherits(m, object, name));
}

function inherits(m: Machine, object: ObjectValue, name: string): boolean | undefined {
  if (hasOtherParent(object)) return undefined;
  let last = object;
  for (const at of prototypesOf(object)) {
    noteRead(m.journal, at);
    last = at;
    if (at.accessors.has(name)) return true;
    if (at.properties.has(name)) return isLacking(at.doubt, name) ? undefined : true;
    if (at.doubt?.hasOthers) return undefined;
  }
  if (last.proto === null) return false;
  const cls = object.proto === undefined ? object.class : classBehind(object);
  const isInherited = cls !== null && hasInstance(cls, name);
  if (isInherited !== false) return isInherited;
  if (foreignParent(cls) !== undefined) return undefined;
  const isPutThere = hasExtension(m, object, name);
  if (isPutThere !== false) return isPutThere;
  return hasOfHost(m.intrinsics.member(m, object, name));
}

/** Whether instances of a class inherit a name from it, which may not be known of what code has put on a prototype. */
function hasInstance(cls: ClassValue, name: string): boolean | undefined {
  const member = findMember(cls, name)?.member;
  if (member === undefined) return false;
  return member.kind === "value" && member.value.kind === "unknown" ? undefined : true;
}

function hasOfHost(member: Value | undefined): boolean | undefined {
  if (member === undefined || member.kind === "undefined") return false;
  return member.kind === "unknown" ? undefined : true;
}

function hasStatic(m: Machine, cls: ClassValue, name: string): boolean | undefined {
  for (const owner of lineage(cls)) {
    const own = owner.accessors.has(name) || hasProperty(owner, name);
    if (own !== false) return own;
  }
  const isPutThere = hasExtension(m, cls, name);
  if (isPutThere !== false) return isPutThere;
  return hasOfHost(getMember(m, cls, name));
}

function hasElement(m: Machine, array: ArrayValue, name: string): boolean | undefined {
  if (array.doubt !== null && Number(name) >= array.doubt.sure) return undefined;
  if (!/^\d+$/.test(name)) return hasExtra(m, array, name);
  const element = array.elements[Number(name)];
  return element !== undefined && element !== hole;
}

/** Whether an array, map or set has a property beside its elements, or its class has a member of that name. */
function hasExtra(m: Machine, holder: ArrayValue | MapValue | SetValue, name: string): boolean | undefined {
  const { extras } = holder;
  if (extras === undefined) return hasOther(m, holder, name);
  noteRead(m.journal, extras);
  if (extras.accessors.has(name)) return true;
  const own = hasProperty(extras, name) || (extras.class !== null && hasInstance(extras.class, name));
  return own === false ? hasOther(m, holder, name) : own;
}
