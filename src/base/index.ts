export { assertNever } from "./assert-never.ts";
export { type Checked, faulty, ok } from "./checked.ts";
export { contentKey } from "./content-key.ts";
export { freeName } from "./free-name.ts";
export { greatestCommonDivisor } from "./greatest-common-divisor.ts";
export { isLibraryMisspelt, libraryName, namesLibrary } from "./library-name.ts";
export {
  createMessenger,
  Disconnected,
  type Handlers,
  type Message,
  type Messenger,
  type OpenRequest,
  type RequestOptions,
} from "./messenger.ts";
export { nearestName } from "./nearest-name.ts";
export {
  contains,
  covers,
  type FileRange,
  meet,
  type Range,
  samePlace,
  sameRange,
  touches,
} from "./range.ts";
export { createRecent, type Recent } from "./recent.ts";
export { remember } from "./remember.ts";
export { isScriptName, isSourceName } from "./source-name.ts";
export { arrayOf, isClass, isNothing, isPromise, printThing, type Thing, whatIs } from "./what-is.ts";
export { writtenAt } from "./written-at.ts";
export {
  type BudgetEntryFault,
  type BudgetWord,
  budgetWords,
  type Limit,
  readBudget,
  readLimit,
  unitsOf,
} from "./written-budget.ts";
export {
  type GivenShape,
  givenShapes,
  readShapes,
  type WrittenShape,
  type WrittenSize,
} from "./written-shapes.ts";
