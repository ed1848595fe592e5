import type { TensorStatistics } from "../../src/ir/index.ts";
import { percent, realNumber } from "../../src/words/index.ts";
import { companionsInView } from "../state/companions.ts";
import { useApp } from "../state/page.ts";

/** The five classes that the net finds most probable, with bars. */
export function TopClasses({ output: { shape, top = [], topFrom } }: { readonly output: TensorStatistics }) {
  const classes = useApp((state) => companionsInView(state).classes);
  const [, count = 0] = shape;
  const names = classes?.names.length === count ? classes.names : null;
  return (
    <>
      <table className="small-table top-classes">
        <caption>
          {topFrom === "output"
            ? "Most probable classes: the output itself, which sums to 1"
            : "Most probable classes: softmax of the output"}
          {(shape[0] ?? 1) > 1 && ", first of the batch"}
        </caption>
        <tbody>
          {top.map(({ index, value, probability }) => (
            <tr key={index}>
              <th scope="row">{names?.[index] ?? index}</th>
              <td className="bar-cell">
                <progress
                  value={probability || 0}
                  max={1}
                  aria-label={`Probability of ${names?.[index] ?? index}`}
                />
              </td>
              <td>{percent(probability)}</td>
              <td title="The output's own number">{realNumber(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {classes !== null && names === null && classes.problem === undefined && (
        <p className="hint">{`${classes.name} has ${classes.names.length} names, but the output has ${count} classes.`}</p>
      )}
    </>
  );
}
