import { guarded } from "../run/arms/guarded.ts";
import { construct } from "../run/construct.ts";
import type { Machine } from "../run/machine.ts";
import { type ClassLikeDeclaration, type PromisedMember, promisedMembers } from "../syntax/index.ts";
import { setProperty } from "../values/containers.ts";
import { touch } from "../values/journal.ts";
import { unknownValue } from "../values/make.ts";
import { findMember, lineage } from "../values/prototype.ts";
import type { ClassValue, ObjectValue, Value } from "../values/value.ts";
import { ofUnknownTensors } from "./declared-values.ts";

/**
 * An instance of a class that nothing constructs. What the class only declares, and a subclass or another file is to give
 * it, is not missing but unknown.
 */
export function instanceAlone(m: Machine, cls: ClassValue, args: readonly Value[]): ObjectValue | undefined {
  const promised = [...lineage(cls)].map((owner) => promisedBy(m, owner));
  const members = promised.flatMap((each) => each.members);
  const held = members.filter(({ name, isField }) => !isField && findMember(cls, name) === undefined);
  const made = guarded(m, () =>
    construct(m, cls, args, new Map(held.map((member) => [member.name, promisedValue(m, member)]))),
  );
  if (made?.kind !== "object") return undefined;
  for (const member of members)
    if (made.properties.get(member.name)?.kind === "undefined")
      setProperty(m, made, member.name, promisedValue(m, member));
  for (const [name, value] of made.properties) openIfEmpty(m, name, value);
  if (promised.some(({ isOpen }) => isOpen))
    made.doubt ??= { why: openTo(cls), missing: new Map(), hasOthers: true };
  return made;
}

/** What a constructor leaves empty others may fill: `layers: nn.Layer[] = []`. */
function openIfEmpty(m: Machine, name: string, value: Value): void {
  const why = unknownValue(`What ${name} holds is not known`);
  if (value.kind === "array" && value.elements.length === 0 && value.doubt === null) {
    touch(m.journal, value);
    Object.assign(value, { elements: [why], doubt: { why, sure: 0 } });
  }
  const isRecord = value.kind === "object" && value.class === null && value.properties.size === 0;
  const isCollection = (value.kind === "map" || value.kind === "set") && value.entries.size === 0;
  if ((isRecord || isCollection) && value.doubt === null) {
    touch(m.journal, value);
    value.doubt = { why, missing: new Map(), hasOthers: true };
  }
}

function promisedBy(m: Machine, cls: ClassValue): ReturnType<typeof promisedMembers> {
  const node = m.classes.find(({ value }) => value === cls)?.node as ClassLikeDeclaration | undefined;
  return node === undefined ? { members: [], isOpen: false } : promisedMembers(cls.code.file, node);
}

function promisedValue(m: Machine, { name, type }: PromisedMember): Value {
  return ofUnknownTensors(m, type, name);
}

function openTo({ name, code }: ClassValue) {
  return unknownValue(`${name} may have further members`, code.place);
}
