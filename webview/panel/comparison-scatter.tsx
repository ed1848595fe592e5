import { useState } from "react";
import type { CostUnit } from "../../src/ir/index.ts";
import { duration, shortCost, shortCount } from "../../src/words/index.ts";
import { Segments } from "../controls/index.ts";
import type { Comparison } from "../state/app-state.ts";
import { certain } from "./certain.ts";
import { markRadius, marksOf } from "./scatter-marks.ts";
import { axisOf, type Point, placed } from "./scatter-scale.ts";

interface ScatterProps {
  readonly comparison: Comparison;
  readonly units: CostUnit;
}

type Against = "macs" | "parameters";

/** What each compared model costs against what it takes. Its numbers are those of the rows above. */
export function ComparisonScatter({ comparison: { models, results }, units }: ScatterProps) {
  const [against, setAgainst] = useState<Against>("macs");
  const points = models.flatMap(({ name, report }, index): readonly Point[] => {
    const [x, y] = [certain(report, against), results[index]?.milliseconds];
    return x === undefined || y === undefined ? [] : [{ name, x, y }];
  });
  if (points.length < 2) return null;
  const say = (x: number) => (against === "macs" ? shortCost(x, units) : shortCount(x));
  return (
    <figure className="scatter">
      <figcaption>
        <span>Time against</span>
        <Segments
          label="Time against"
          value={against}
          choices={[
            { value: "macs", text: units },
            { value: "parameters", text: "Parameters" },
          ]}
          onChange={setAgainst}
        />
      </figcaption>
      <Plot points={points} say={say} />
    </figure>
  );
}

const [width, height, left, bottom, top, right] = [420, 210, 62, 26, 12, 38];

function Plot({ points, say }: { readonly points: readonly Point[]; readonly say: (x: number) => string }) {
  const [xs, ys] = [axisOf(points.map(({ x }) => x)), axisOf(points.map(({ y }) => y))];
  const atX = (x: number) => left + placed(xs, x) * (width - left - right);
  const atY = (y: number) => height - bottom - placed(ys, y) * (height - bottom - top);
  const spots = points.map(({ x, y }) => ({ x: atX(x), y: atY(y) }));
  const marks = marksOf(spots, { left, right: width - markRadius, top, bottom: height - bottom });
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={points.map((one) => sentence(one, say)).join("; ")}
    >
      {xs.ticks.map((x) => (
        <g key={x} className="scatter-tick">
          <path d={`M${atX(x)} ${top}V${height - bottom}`} />
          <text x={atX(x)} y={height - bottom + 16} textAnchor="middle">
            {x === 0 ? "0" : say(x)}
          </text>
        </g>
      ))}
      {ys.ticks.map((y) => (
        <g key={y} className="scatter-tick">
          <path d={`M${left} ${atY(y)}H${width - right}`} />
          <text x={left - 6} y={atY(y) + 4} textAnchor="end">
            {y === 0 ? "0" : duration(y)}
          </text>
        </g>
      ))}
      {points.map((point, index) => (
        <g key={index} className="scatter-point">
          <title>{sentence(point, say)}</title>
          <Mark number={index + 1} point={spots[index]} mark={marks[index]} />
        </g>
      ))}
    </svg>
  );
}

interface MarkProps {
  readonly number: number;
  readonly point: { readonly x: number; readonly y: number } | undefined;
  /** Where its number stands: there, or beside it. */
  readonly mark: { readonly x: number; readonly y: number } | undefined;
}

function Mark({ number, point, mark }: MarkProps) {
  if (point === undefined || mark === undefined) return null;
  return (
    <>
      {mark !== point && (
        <>
          <path d={`M${point.x} ${point.y}L${mark.x} ${mark.y}`} />
          <circle className="scatter-dot" cx={point.x} cy={point.y} r="2.5" />
        </>
      )}
      <circle cx={mark.x} cy={mark.y} r={markRadius} />
      <text x={mark.x} y={mark.y + 4} textAnchor="middle">
        {number}
      </text>
    </>
  );
}

function sentence({ name, x, y }: Point, say: (x: number) => string): string {
  return `${name}: ${say(x)}, ${duration(y)}`;
}
