/** What a budget may limit: learned numbers, multiply–accumulates, and the peak of activation memory in bytes. */
export type BudgetWord = "params" | "macs" | "memory";

export const budgetWords: readonly BudgetWord[] = ["params", "macs", "memory"];

/** The most that a model may have of something, and how that was written. */
export interface Limit {
  readonly most: number;
  /** `M`, `MB`; "" for plain numbers. */
  readonly unit: string;
  /** `5M`, `20MiB`, as the author has it. */
  readonly written: string;
}

/** What is wrong with one entry of a budget. */
export type BudgetEntryFault =
  | { readonly kind: "unknown-word"; readonly word: string }
  | { readonly kind: "bad-amount"; readonly word: BudgetWord; readonly amount: string }
  | { readonly kind: "twice"; readonly word: BudgetWord };

/** One `params=5M` of a budget, by its place in the text. */
export interface BudgetEntry {
  readonly start: number;
  readonly end: number;
  readonly read:
    | { readonly kind: "limit"; readonly word: BudgetWord; readonly limit: Limit }
    | BudgetEntryFault;
}

/** Reads `params=5M macs=0.3G memory=20MiB`: every word is an entry or a fault. Commas may stand between them. */
export function readBudget(text: string): readonly BudgetEntry[] {
  const seen = new Set<string>();
  return [...text.matchAll(entry)].map((found) => {
    const [all, word = "", amount = ""] = found;
    const read = readEntry(word, amount, seen);
    seen.add(word);
    return { start: found.index, end: found.index + all.length, read };
  });
}

const entry = /([^\s,=]+)(?:\s*=\s*([^\s,]*))?/g;

function readEntry(word: string, amount: string, seen: ReadonlySet<string>): BudgetEntry["read"] {
  const known = budgetWords.find((one) => one === word);
  if (known === undefined) return { kind: "unknown-word", word };
  if (seen.has(known)) return { kind: "twice", word: known };
  const limit = readLimit(known, amount);
  return limit === undefined
    ? { kind: "bad-amount", word: known, amount }
    : { kind: "limit", word: known, limit };
}

/** Reads `5M`, `0.3G`, `750_000`, and for memory `20MiB` or `64kB`; undefined for any other text. */
export function readLimit(word: BudgetWord, text: string): Limit | undefined {
  const [, digits = "", unit = ""] = /^(\d[\d_]*(?:\.\d+)?)\s*([A-Za-z]*)$/.exec(text.trim()) ?? [];
  const factor = unitsOf(word)[unit];
  if (digits === "" || factor === undefined) return undefined;
  return { most: Number(digits.replaceAll("_", "")) * factor, unit, written: text.trim() };
}

/** How many one of a unit is; of memory there is no plain number, because 20 might be bytes or mebibytes. */
export function unitsOf(word: BudgetWord): Readonly<Record<string, number>> {
  return word === "memory" ? byteUnits : countUnits;
}

const countUnits: Readonly<Record<string, number>> = { "": 1, K: 1e3, M: 1e6, G: 1e9, T: 1e12 };

const byteUnits: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
};
