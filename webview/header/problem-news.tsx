import { useEffect, useRef, useState } from "react";
import type { ShownFile, WordedProblem } from "../../src/protocol/index.ts";
import { isNote, plural } from "../../src/words/index.ts";
import { useApp } from "../state/page.ts";

/** Long enough that a word being typed is over. */
const calm = 1000;

/**
 * Says to a screen reader that problems of the file have appeared or gone, once the author has paused. Nothing is said of a file
 * that comes into view, nor while a text is half typed: then problems come and go with every key.
 */
export function ProblemNews() {
  const file = useApp((state) => state.shown);
  const before = useRef<Known | null>(null);
  const [news, setNews] = useState("");
  useEffect(() => {
    if (file === null || isHalfTyped(file)) return;
    const now = { uri: file.uri, problems: file.problems.filter((problem) => !isNote(problem)) };
    if (before.current?.uri !== now.uri) {
      before.current = now;
      setNews("");
      return;
    }
    const timer = setTimeout(() => {
      const words = newsOf(before.current?.problems ?? [], now.problems);
      before.current = now;
      if (words !== null) setNews(words);
    }, calm);
    return () => clearTimeout(timer);
  }, [file]);
  return (
    <div className="visually-hidden" role="status">
      {news}
    </div>
  );
}

interface Known {
  readonly uri: string;
  readonly problems: readonly WordedProblem[];
}

function isHalfTyped({ halfTyped, problems }: Pick<ShownFile, "halfTyped" | "problems">): boolean {
  return halfTyped || problems.some(({ code }) => code === "syntax-error");
}

/** Null where the same is wrong as before. */
function newsOf(before: readonly WordedProblem[], now: readonly WordedProblem[]): string | null {
  const known = new Set(before.map(keyOf));
  const added = now.filter((problem) => !known.has(keyOf(problem)));
  const [first] = added;
  if (first !== undefined) return `${plural(added.length, "new problem")}: ${first.message}`;
  const left = new Set(now.map(keyOf));
  if (before.every((problem) => left.has(keyOf(problem)))) return null;
  return now.length === 0 ? "All problems are solved." : `${plural(now.length, "problem")} left.`;
}

/** Not by its place: an edit above moves it. */
function keyOf({ code, message }: WordedProblem): string {
  return `${code} ${message}`;
}
