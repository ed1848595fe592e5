import { useState } from "react";
import type { NodeId } from "../../src/ir/index.ts";
import type { Explanation, Part, Place } from "../../src/runtime/index.ts";
import { plural, realNumber } from "../../src/words/index.ts";
import { PatchView } from "./part-view.tsx";

export interface PartsViewProps {
  readonly explanation: Explanation;
  readonly inputs: readonly NodeId[];
  readonly nameOf: (node: NodeId) => string;
  /** The part whose input is pictured. */
  readonly chosen: number;
  readonly onChoose: (part: number) => void;
  readonly onFollow: (node: NodeId, place: Place) => void;
}

/** What the op reads, part by part. */
export function PartsView(props: PartsViewProps) {
  const { parts, omitted } = props.explanation;
  const [all, setAll] = useState(false);
  const arePatches = parts.some((part) => part.rows * part.columns > 1 || part.before !== null);
  const fewest = arePatches ? fewPatches : fewRows;
  const shown = all ? parts : parts.slice(0, fewest);
  return (
    <section className="parts" aria-label="What it is made of">
      {arePatches ? <Patches {...props} parts={shown} /> : <Rows {...props} parts={shown} />}
      {shown.length < parts.length && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          Show {parts.length - shown.length} more
        </button>
      )}
      {omitted.count > 0 && (
        <p className="hint">
          The {parts.length} that contribute most are listed; {plural(omitted.count, "smaller one")} add{" "}
          {realNumber(omitted.sum)}.
        </p>
      )}
    </section>
  );
}

/** What fits without scrolling far. */
const fewPatches = 4;
const fewRows = 16;

type ListProps = PartsViewProps & { readonly parts: readonly Part[] };

function Patches({ parts, ...props }: ListProps) {
  return (
    <ul className="patches">
      {parts.map((part, index) => (
        <li key={`${part.input} ${part.name}`} data-chosen={index === props.chosen || undefined}>
          <div className="part-head">
            <PartName part={part} {...props} />
            <button type="button" className="link" onClick={() => props.onChoose(index)}>
              Picture
            </button>
            <output>{realNumber(part.result)}</output>
          </div>
          {part.before === null ? <PatchView part={part} /> : <Separable part={part} before={part.before} />}
        </li>
      ))}
    </ul>
  );
}

/** A channel's depthwise patch, then its share in the pointwise sum. */
function Separable({ part, before }: { readonly part: Part; readonly before: NonNullable<Part["before"]> }) {
  const [value = 0] = part.values ?? [];
  const [weight = 0] = part.weights ?? [];
  return (
    <>
      <PatchView part={before.part} />
      <p className="hint">
        Depthwise sum {realNumber(before.part.result)}; the pointwise layer reads {realNumber(value)} and
        takes it times {realNumber(weight)}.
      </p>
    </>
  );
}

function Rows({ parts, ...props }: ListProps) {
  const areWeighted = parts.some(({ weights }) => weights !== null);
  const differ = parts.some(({ values, result }) => values?.[0] !== result);
  return (
    <table className="small-table part-rows">
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col">Value</th>
          {areWeighted && <th scope="col">Weight</th>}
          {differ && <th scope="col">{areWeighted ? "Product" : "Counts as"}</th>}
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={`${part.input} ${part.name}`}>
            <th scope="row">
              <PartName part={part} {...props} />
            </th>
            <td>{realNumber(part.values?.[0] ?? 0)}</td>
            {areWeighted && <td>× {realNumber(part.weights?.[0] ?? 0)}</td>}
            {differ && <td>{realNumber(part.result)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A click goes to where the numbers come from: for a patch, to the element in its middle. */
function PartName({ part, inputs, nameOf, onFollow }: PartsViewProps & { readonly part: Part }) {
  const node = inputs[part.input];
  const name = inputs.length > 1 && node !== undefined ? `${nameOf(node)}, ${part.name}` : part.name;
  if (node === undefined) return <span>{name}</span>;
  return (
    <button
      type="button"
      className="link"
      title={`Step into ${nameOf(node)}`}
      onClick={() => onFollow(node, middleOf(part))}
    >
      {name}
    </button>
  );
}

function middleOf({ place, rows, columns, step }: Part): Place {
  if (rows * columns === 1) return place;
  const [row = 0, column = 0] = place.slice(-2);
  const middle = [row + Math.floor(rows / 2) * step[0], column + Math.floor(columns / 2) * step[1]];
  return [...place.slice(0, -2), ...middle.map((index) => Math.max(index, 0))];
}
