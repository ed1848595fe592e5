import { covers, type FileRange, nearestName } from "../../../base/index.ts";
import { plainName } from "../../../problems/index.ts";
import { noteEffects } from "../../values/journal.ts";
import { originOf } from "../../values/make.ts";
import { thingOf } from "../../values/prototype.ts";
import type { Value } from "../../values/value.ts";
import { isCertain, type Machine, report } from "../machine.ts";
import { keysOf } from "../recipes/given-places.ts";
import { raiseCertain } from "../refuse.ts";

/**
 * Checks what an author gave where a function of the library takes options apart. Options given one by one, as PyTorch takes
 * them, are refused. An option that the library does not have goes unnoticed where the file runs: that is a warning. An object
 * that was made elsewhere may well have further uses, so only what is written in the call itself is reported.
 */
export function checkOptions(m: Machine, value: Value, names: ReadonlySet<string>): void {
  const call = m.frame?.place;
  if (call === undefined) return;
  if (value.kind === "object" && value.class === null) {
    for (const [name, at] of keysOf(value)) {
      if (covers(call, at) && !names.has(name)) reportUnknown(m, name, at, [...names]);
    }
  } else if (isNoOptions(value)) {
    const origin = originOf(value);
    const at = origin !== null && covers(call, origin) ? origin : call;
    raiseCertain(m, { code: "not-options", at, data: { what: thingOf(value), options: [...names] } });
    if (isCertain(m)) refuseLayer(m);
  }
}

/**
 * What options that are given one by one are meant as, in the order in which PyTorch takes them: the analysis goes on with
 * these. Empty where a value may be an object with options.
 */
export function meantOptions(m: Machine, value: Value): readonly Value[] {
  if (!isNoOptions(value)) return [];
  // A class hands on to its parent only the parameters that it has: the author's own call has them all.
  const own = m.callValues.filter((_, index) => m.callFrames[index] === m.callFrames.at(-1));
  const outermost = own.find((given) => given.includes(value)) ?? [value];
  return outermost.slice(outermost.lastIndexOf(value)).filter(isNoOptions);
}

/** Remembers that the layer under construction was refused, so that what is wrong with its use only follows from that. */
export function refuseLayer(m: Machine): void {
  noteEffects(m.journal.watch);
  const layer = m.constructing.at(-1);
  if (layer !== undefined) m.refused.add(layer);
}

/** Whether a value is given where options come by name: they would all be left out. */
export function isNoOptions({ kind }: Value): boolean {
  return ["number", "string", "boolean", "array"].includes(kind);
}

function reportUnknown(m: Machine, name: string, at: FileRange, names: readonly string[]): void {
  const meant = names.find((other) => plainName(other) === plainName(name)) ?? nearestName(name, names);
  report(m, { code: "unknown-option", at, data: { name, options: names, meant: meant ?? null } });
}
