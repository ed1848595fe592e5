import type { Intrinsics } from "../run/machine.ts";
import { callOnNonArray } from "./array-likes.ts";
import { arrayMethods } from "./arrays.ts";
import { callOnUnknown, givenToUnknown } from "./calls-on-unknown.ts";
import { fill, mapMethods, setMethods, sizeOf } from "./collections.ts";
import { newError } from "./errors.ts";
import { globals } from "./globals.ts";
import { hasOwnMember, prototypesOf } from "./host-prototypes.ts";
import { otherMembersOf } from "./members.ts";
import { newPattern } from "./patterns.ts";
import { promiseClass, thenOf } from "./promises.ts";
import { setPure } from "./pure-things.ts";
import { callStringMethod, hasStringMethod } from "./strings.ts";
import { applied, tensorMember } from "./tensors.ts";
import { asElement, typedMember } from "./typed-arrays.ts";

/** What the values of the language's own kinds can do. */
export const intrinsics: Intrinsics = {
  arrays: arrayMethods,
  maps: mapMethods,
  sets: setMethods,
  callOnNonArray,
  givenToUnknown,
  callOnUnknown,
  fill,
  sizeOf,
  hasStringMethod,
  callStringMethod,
  member: otherMembersOf,
  setOnHostMade: setPure,
  global: (name) => globals.get(name),
  prototypesOf,
  hasOwnMember,
  typedMember,
  asElement,
  tensorMember,
  applied,
  newError,
  newPattern,
  promiseClass,
  thenOf,
};
