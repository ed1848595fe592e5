import { type BudgetWord, type Limit, unitsOf } from "../base/index.ts";
import { byteSize, exactByteSize } from "./bytes.ts";
import { exactCount } from "./counts.ts";

/** A limit of a count as the author wrote it: `5M`. One of memory as sizes are worded, and with what was written: `977 KiB (1MB)`. */
export function limitWords(limit: Limit, word: BudgetWord): string {
  return besideLimit(limit, word, limit.most).most;
}

interface BesideLimit {
  readonly amount: string;
  readonly most: string;
}

/** An amount and its limit in words that compare; every digit of the amount where three would make them look equal. */
export function besideLimit(limit: Limit, word: BudgetWord, amount: number): BesideLimit {
  const { most } = limit;
  if (word !== "memory") return { amount: inUnitOf(limit, word, amount), most: limit.written };
  const areApart = amount === most || byteSize(amount) !== byteSize(most);
  const say = areApart ? byteSize : exactByteSize;
  return { amount: say(amount), most: withWritten(say(most), limit) };
}

/** Memory is worded in binary units, as everywhere; the author's may be others. */
function withWritten(words: string, { written }: Limit): string {
  const isSame = words.replace(" ", "") === written.replace(/\s/g, "");
  return isSame ? words : `${words} (${written})`;
}

/** A count in the unit that its limit is written in. */
function inUnitOf({ most, unit }: Limit, word: BudgetWord, amount: number): string {
  const factor = unitsOf(word)[unit] ?? 1;
  if (factor === 1) return exactCount(amount);
  const rounded = Number((amount / factor).toPrecision(3));
  const isApart = amount === most || rounded > most / factor;
  return `${isApart ? rounded : amount / factor}${unit}`;
}
