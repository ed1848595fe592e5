import type { ReactNode } from "react";

export interface Fact {
  readonly word: string;
  readonly value: ReactNode;
  readonly mono?: boolean;
}

/** Words and values in two columns; facts without a value are left out. */
export function Facts({
  facts,
  className = "",
}: {
  readonly facts: readonly Fact[];
  readonly className?: string;
}) {
  return (
    <dl className={`facts ${className}`}>
      {facts
        .filter(({ value }) => value !== "" && value !== null)
        .map(({ word, value, mono }) => (
          <div key={word} className="fact">
            <dt>{word}</dt>
            <dd className={mono ? "shape" : undefined}>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
