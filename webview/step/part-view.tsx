import type { CSSProperties } from "react";
import type { Part } from "../../src/runtime/index.ts";
import { shortReal } from "../../src/words/index.ts";

/** A patch beside its kernel and their products, each as a table of numbers. */
export function PatchView({ part }: { readonly part: Part }) {
  const { values, weights, outside, rows, columns } = part;
  if (values === null)
    return (
      <p className="hint">
        {rows}×{columns} values, too many to write out.
      </p>
    );
  const products = weights === null ? null : values.map((value, index) => value * (weights[index] ?? 0));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: large kernels are scrolled, by keys too.
    <section className="patch" aria-label={`Numbers of ${part.name}`} tabIndex={0}>
      <Cells caption="Patch" part={part} numbers={values} outside={outside} taken={part.taken} />
      {weights !== null && products !== null && (
        <>
          <Sign>×</Sign>
          <Cells caption="Kernel" part={part} numbers={weights} />
          <Sign>=</Sign>
          <Cells caption="Products" part={part} numbers={products} outside={outside} />
        </>
      )}
    </section>
  );
}

function Sign({ children }: { readonly children: string }) {
  return (
    <span className="patch-sign" aria-hidden="true">
      {children}
    </span>
  );
}

interface CellsProps {
  readonly caption: string;
  readonly part: Part;
  readonly numbers: readonly number[];
  readonly outside?: readonly boolean[];
  readonly taken?: number | null;
}

function Cells({ caption, part, numbers, outside = [], taken = null }: CellsProps) {
  const largest = numbers.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return (
    <table className="cells">
      <caption>{caption}</caption>
      <tbody>
        {Array.from({ length: part.rows }, (_, row) => (
          <tr key={row}>
            {numbers.slice(row * part.columns, (row + 1) * part.columns).map((value, column) => {
              const index = row * part.columns + column;
              const isOutside = outside[index] === true;
              return (
                <td
                  key={index}
                  className={isOutside ? "outside" : index === taken ? "taken" : undefined}
                  style={isOutside ? undefined : tint(value, largest)}
                  title={isOutside ? "padding" : String(value)}
                >
                  {isOutside ? "pad" : shortReal(value)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Sign and size as a tint; the number says it as well. */
function tint(value: number, largest: number): CSSProperties {
  const share = largest > 0 && Number.isFinite(value) ? Math.abs(value) / largest : 0;
  return {
    "--share": `${Math.round(28 * share)}%`,
    "--tint": `var(--vscode-charts-${value < 0 ? "red" : "blue"})`,
  } as CSSProperties;
}
