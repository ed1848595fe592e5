import type { NodeId } from "../../src/ir/index.ts";
import type { Place, Separable } from "../../src/runtime/index.ts";
import { exactCount, plural, ratioTo, realNumber } from "../../src/words/index.ts";
import type { SteppedElement } from "../engine/step-messages.ts";
import { channelAxis } from "./places.ts";

export interface SeparableViewProps {
  readonly separable: Separable;
  readonly element: SteppedElement;
  readonly nameOf: (node: NodeId) => string;
  readonly onFollow: (node: NodeId, place: Place) => void;
}

/** A pixel as a depthwise and a pointwise convolution compute it, beside the plain convolution in their place. */
export function SeparableView({ separable, element, nameOf, onFollow }: SeparableViewProps) {
  const { depthwise, pointwise } = separable;
  const other = element.node === pointwise ? depthwise : pointwise;
  const there = element.place.with(channelAxis(element.shape), 0);
  return (
    <section aria-label="Both ways">
      <table className="small-table both-ways">
        <caption>This pixel both ways</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">Depthwise, then pointwise</th>
            <th scope="col">Plain {separable.kernel.join("×")} convolution</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(separable, element).map(([word, both, plain]) => (
            <tr key={word}>
              <th scope="row">{word}</th>
              <td>{both}</td>
              <td>{plain}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hint">
        {moreWords(separable)} Its numbers would take weights of its own, which this model does not have.{" "}
        <button type="button" className="link" onClick={() => onFollow(other, there)}>
          Step into {nameOf(other)}
        </button>
      </p>
    </section>
  );
}

type Row = readonly [word: string, both: string, plain: string];

function rowsOf({ kernel, channels, products, pixels, pointwise }: Separable, element: SteppedElement) {
  const { inputs, filtered, outputs } = channels;
  const taps = products.depthwise / filtered;
  const both = products.depthwise + products.pointwise;
  const sums = `${exactCount(products.depthwise)} + ${exactCount(products.pointwise)} = ${exactCount(both)}`;
  const area = `Whole map, ${plural(pixels, "pixel")}`;
  const rows: Row[] = [
    [`${kernel.join("×")} patches`, `${filtered} · ${taps}, once`, `${inputs} · ${taps} for each output`],
    ["Sum over channels", `${filtered} for each output`, "of the same products"],
    [`Multiplications, ${plural(outputs, "output")}`, sums, exactCount(products.plain)],
    [area, exactCount(both * pixels), exactCount(products.plain * pixels)],
    ["Weights, without biases", exactCount(both), exactCount(products.plain)],
  ];
  const value = element.explanation?.value;
  if (element.node === pointwise && value !== undefined)
    rows.push([`Output ${element.place.join(", ")}`, realNumber(value), "no weights for it"]);
  return rows;
}

function moreWords({ products: { depthwise, pointwise, plain } }: Separable): string {
  const ratio = ratioTo(depthwise + pointwise, plain, { less: "fewer", more: "more" });
  return `The plain convolution would multiply ${ratio}${ratio.endsWith("same") ? "" : " numbers"}.`;
}
