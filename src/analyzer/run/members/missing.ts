import { nearestName } from "../../../base/index.ts";
import { plainName, synonymOf } from "../../../problems/index.ts";
import { lineage } from "../../values/prototype.ts";
import type { ClassValue, Value } from "../../values/value.ts";
import type { Machine } from "../machine.ts";
import { hostMembers } from "./absent-on-host.ts";

/** Whether all members of a value are known, so that one that is not found certainly does not exist. */
export function isWhollyKnown(value: Value): boolean {
  switch (value.kind) {
    case "object":
      return (
        (value.hostMade === null || value.hostMade.promise !== undefined) &&
        !(value.doubt?.hasOthers ?? false) &&
        (value.class === null || hasKnownParents(value.class))
      );
    case "class":
      return !(value.doubt?.hasOthers ?? false) && hasKnownParents(value);
    case "either":
      return value.options.every((option) => isWhollyKnown(option.value));
    case "unknown":
    case "undecided":
    case "native":
    case "symbol":
    case "bigint":
    case "namespace":
      return false;
    default:
      return true;
  }
}

/** A class that descends from one of another package, or of the host, has more than its source says. */
function hasKnownParents(cls: ClassValue): boolean {
  let at: Value | null = cls;
  while (at?.kind === "class") at = at.parent;
  return at === null;
}

/** The member that an author may have meant by a name that an instance, a class or a tensor does not have. */
export function meantMember(m: Machine, target: Value, name: string): string | null {
  const names = memberNames(m, target);
  // To compare names is work, too.
  m.steps += names.length;
  const alike = names.find((other) => plainName(other) === plainName(name));
  const synonym = isPlainHosts(target) ? undefined : synonymOf(name);
  const isThere = synonym !== undefined && names.includes(synonym);
  return alike ?? (isThere ? synonym : nearestName(name, names)) ?? null;
}

/** The tensor's method of a name, in whatever style, or under another name of PyTorch's; null where there is none. */
export function tensorMethod(m: Machine, name: string): string | null {
  if (m.tensorClass === null || !/^[a-z]/.test(name)) return null;
  const methods = [...lineage(m.tensorClass)].flatMap(({ prototype }) => [...prototype.keys()]);
  const sought = [plainName(name), plainName(synonymOf(name) ?? name)];
  return (
    methods.find(
      (other) => sought.includes(plainName(other)) && other.endsWith("_") === name.endsWith("_"),
    ) ?? null
  );
}

function memberNames(m: Machine, target: Value): readonly string[] {
  if (target.kind === "object" && target.hostMade?.promise !== undefined) return ["then", "catch", "finally"];
  const cls = target.kind === "tensor" ? m.tensorClass : target.kind === "object" ? target.class : null;
  const own = target.kind === "object" || target.kind === "class" ? [...target.properties.keys()] : [];
  const inherited = cls === null ? [] : [...lineage(cls)].flatMap(({ prototype }) => [...prototype.keys()]);
  const ofHost = isPlainHosts(target) ? hostMembers(target) : [];
  const all =
    target.kind === "namespace" ? [...target.names(), ...ofHost] : [...own, ...inherited, ...ofHost];
  return [...new Set(all)].filter((other) => /^\w/.test(other));
}

/** Whether its members are mostly the host's. What a tensor or a module inherits from the host is never what was meant. */
function isPlainHosts(target: Value): boolean {
  return target.kind !== "tensor" && !(target.kind === "object" && target.module !== null);
}
