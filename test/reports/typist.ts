import type { Random } from "./random.ts";

/** One text after the other, as an author makes them: each differs from the one before by a keystroke or a paste. */
export function* typed(text: string, others: readonly string[], random: Random): Generator<string> {
  let now = text;
  for (;;) {
    const steps = random.pick(habits)(now, others, random);
    for (const next of steps) {
      now = next;
      yield now;
    }
    if (random.below(4) > 0) continue;
    // An author who is lost undoes everything.
    now = text;
    yield now;
  }
}

type Habit = (text: string, others: readonly string[], random: Random) => Iterable<string>;

/** A line that stands here or elsewhere, typed letter by letter. */
function* typeLine(text: string, others: readonly string[], random: Random): Iterable<string> {
  const line = random.pick(random.pick([text, ...others]).split("\n")).slice(0, longestLine);
  const at = lineStart(text, random);
  for (let length = 1; length <= line.length; length++)
    yield `${text.slice(0, at)}${line.slice(0, length)}\n${text.slice(at)}`;
}

const longestLine = 60;

/** Letters that go, one after the other, to the left of some place. */
function* eraseLetters(text: string, _: readonly string[], random: Random): Iterable<string> {
  const at = random.below(text.length + 1);
  const count = 1 + random.below(20);
  for (let gone = 1; gone <= Math.min(count, at); gone++) yield text.slice(0, at - gone) + text.slice(at);
}

function* changeNumber(text: string, _: readonly string[], random: Random): Iterable<string> {
  const numbers = [...text.matchAll(/\b\d+\b/g)];
  if (numbers.length === 0) return;
  const { 0: number, index } = random.pick(numbers);
  yield `${text.slice(0, index)}${random.below(300)}${text.slice(index + number.length)}`;
}

/** A part of another file, all at once. */
function* paste(text: string, others: readonly string[], random: Random): Iterable<string> {
  const from = random.pick(others).split("\n");
  const first = random.below(from.length);
  const at = lineStart(text, random);
  const part = from.slice(first, first + 1 + random.below(12)).join("\n");
  yield `${text.slice(0, at)}${part}\n${text.slice(at)}`;
}

function* cutLines(text: string, _: readonly string[], random: Random): Iterable<string> {
  const lines = text.split("\n");
  lines.splice(random.below(lines.length), 1 + random.below(4));
  yield lines.join("\n");
}

function* renameWord(text: string, _: readonly string[], random: Random): Iterable<string> {
  const words = [...new Set(text.match(/\b[a-zA-Z]\w{2,}\b/g) ?? [])];
  if (words.length === 0) return;
  const word = random.pick(words);
  yield text.replaceAll(new RegExp(`\\b${word}\\b`, "g"), `${word}${random.below(10)}`);
}

const habits: readonly Habit[] = [
  typeLine,
  typeLine,
  eraseLetters,
  changeNumber,
  paste,
  cutLines,
  renameWord,
];

function lineStart(text: string, random: Random): number {
  return text.indexOf("\n", random.below(text.length + 1)) + 1;
}
