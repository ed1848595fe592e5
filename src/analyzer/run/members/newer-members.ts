/**
 * Members that newer hosts than the one that runs the analysis may have, by the object that has them, and what only some
 * hosts have. None of them is called missing.
 */
const newerMembers: Readonly<Record<string, readonly string[]>> = {
  Array: ["fromAsync"],
  "ArrayBuffer.prototype": [
    "resize",
    "transfer",
    "transferToFixedLength",
    "transferToImmutable",
    "sliceToImmutable",
  ],
  Error: ["captureStackTrace", "isError"],
  "Date.prototype": ["toTemporalInstant"],
  Iterator: ["concat", "from", "zip", "zipKeyed"],
  "Iterator.prototype": ["chunks", "windows", "join", "includes"],
  JSON: ["isRawJSON", "rawJSON"],
  Map: ["groupBy"],
  "Map.prototype": ["getOrInsert", "getOrInsertComputed"],
  Math: ["f16round", "sumPrecise"],
  Object: ["groupBy"],
  Promise: ["allKeyed", "allSettledKeyed", "try", "withResolvers"],
  RegExp: ["escape"],
  "Set.prototype": [
    "difference",
    "intersection",
    "isDisjointFrom",
    "isSubsetOf",
    "isSupersetOf",
    "symmetricDifference",
    "union",
  ],
  "String.prototype": ["isWellFormed", "toWellFormed"],
  Symbol: ["asyncDispose", "dispose", "metadata"],
  Uint8Array: ["fromBase64", "fromHex"],
  "Uint8Array.prototype": ["setFromBase64", "setFromHex", "toBase64", "toHex"],
  "WeakMap.prototype": ["getOrInsert", "getOrInsertComputed"],
  "DataView.prototype": ["getFloat16", "setFloat16"],
  console: ["context", "createTask", "dirxml", "exception", "profile", "profileEnd", "timeStamp"],
};

/** Whether another host may have a member that this one lacks. */
export function isNewerMember(path: string, name: string): boolean {
  return newerMembers[path]?.includes(name) ?? false;
}
