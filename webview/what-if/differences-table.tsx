import type { CostUnit } from "../../src/ir/index.ts";
import type { ModelDocument } from "../../src/protocol/index.ts";
import { type Difference, differencesOf, isSame } from "./differences.ts";

interface DifferencesProps {
  /** What the two models are called. */
  readonly names: readonly [before: string, after: string];
  readonly before: ModelDocument;
  readonly after: ModelDocument;
  readonly units: CostUnit;
}

/** The figures of two models, from → to, with what that costs. */
export function DifferencesTable({ names, before, after, units }: DifferencesProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
    <section className="wide-table" aria-label="Differences" tabIndex={0}>
      <table className="small-table differences">
        <thead>
          <tr>
            <td />
            {names.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          {differencesOf(before, after, units).map((row) => (
            <tr key={row.word} data-changed={!isSame(row) || undefined}>
              <th scope="row">{row.word}</th>
              <td>{row.before}</td>
              <td>{isSame(row) ? "same" : row.after}</td>
              <td>
                <ChangeWords {...row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** In a narrow column the line breaks between the two, never within one. */
function ChangeWords({ change, share }: Pick<Difference, "change" | "share">) {
  if (share === "") return <span className="unbroken">{change}</span>;
  return (
    <>
      <span className="unbroken">{change},</span> <span className="unbroken">{share}</span>
    </>
  );
}
