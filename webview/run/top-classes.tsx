import type { TensorStatistics } from "../../src/ir/index.ts";
import { percent, realNumber } from "../../src/words/index.ts";
import { finishedOfView } from "../state/app-state.ts";
import { companionsInView } from "../state/companions.ts";
import { useApp } from "../state/page.ts";

/** The most probable class, beside the picture that was given to the net. A run that was refused has no answer. */
export function Answer() {
  const output = useApp((state) => (state.unanswered ? undefined : finishedOfView(state)?.result.outputs[0]));
  const names = useClassNames(output);
  const [best] = output?.top ?? [];
  if (best === undefined) return null;
  return (
    <p className="answer">
      Most probable: <strong>{names?.[best.index] ?? best.index}</strong>, {percent(best.probability)}
    </p>
  );
}

/** Null where there are none, or not as many as the output has classes. */
function useClassNames(output: TensorStatistics | undefined): readonly string[] | null {
  const names = useApp((state) => companionsInView(state).classes?.names);
  return names !== undefined && names.length === output?.shape[1] ? names : null;
}

/** The five classes that the net finds most probable, with bars. */
export function TopClasses({ output }: { readonly output: TensorStatistics }) {
  const classes = useApp((state) => companionsInView(state).classes);
  const names = useClassNames(output);
  const { shape, top = [], topFrom } = output;
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
        <p className="hint">{`${classes.name} has ${classes.names.length} names, but the output has ${shape[1]} classes.`}</p>
      )}
    </>
  );
}
