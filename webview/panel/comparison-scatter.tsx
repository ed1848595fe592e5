import { useRef, useState } from "react";
import type { CostUnit } from "../../src/ir/index.ts";
import { duration, shortCost, shortCount } from "../../src/words/index.ts";
import { Segments } from "../controls/index.ts";
import type { Comparison } from "../state/app-state.ts";
import { certain } from "./certain.ts";
import { markRadius, marksOf } from "./scatter-marks.ts";
import { axisOf, type Point, placed } from "./scatter-scale.ts";
import { useWidth } from "./use-width.ts";

interface ScatterProps {
  readonly comparison: Comparison;
  readonly units: CostUnit;
}

type Against = "macs" | "parameters";

const measures: readonly Against[] = ["macs", "parameters"];

/** What each compared model costs against what it takes. Its numbers are those of the rows above. */
export function ComparisonScatter({ comparison, units }: ScatterProps) {
  const known = measures.filter((measure) => pointsOf(comparison, measure).length > 1);
  return known.length === 0 ? null : <Scatter comparison={comparison} units={units} known={known} />;
}

/** Where a figure is symbolic, or was not measured, a model has no point. */
function pointsOf({ models, results }: Comparison, against: Against): readonly Point[] {
  return models.flatMap(({ name, report }, index): readonly Point[] => {
    const [x, y] = [certain(report, against), results[index]?.milliseconds];
    return x === undefined || y === undefined ? [] : [{ name, x, y }];
  });
}

interface KnownScatterProps extends ScatterProps {
  /** The measures that at least two models have. */
  readonly known: readonly Against[];
}

function Scatter({ comparison, units, known }: KnownScatterProps) {
  const [wanted, setWanted] = useState<Against>("macs");
  const figure = useRef<HTMLElement>(null);
  const width = useWidth(figure);
  const against = known.includes(wanted) ? wanted : (known[0] ?? wanted);
  const say = (x: number) => (against === "macs" ? shortCost(x, units) : shortCount(x));
  return (
    <figure className="scatter" ref={figure}>
      <figcaption>
        <span>Time against</span>
        <Segments
          label="Time against"
          value={against}
          choices={known.map((value) => ({ value, text: value === "macs" ? units : "Parameters" }))}
          onChange={setWanted}
        />
      </figcaption>
      {width > 0 && <Plot points={pointsOf(comparison, against)} say={say} width={width} />}
    </figure>
  );
}

const [left, bottom, top, right] = [56, 26, 12, 38];

interface PlotProps {
  readonly points: readonly Point[];
  readonly say: (x: number) => string;
  /** In pixels: it is drawn at its size, so that its numbers are as large as those around it. */
  readonly width: number;
}

function Plot({ points, say, width }: PlotProps) {
  const height = width / 2;
  const [xs, ys] = [axisOf(points.map(({ x }) => x)), axisOf(points.map(({ y }) => y))];
  const atX = (x: number) => left + placed(xs, x) * (width - left - right);
  const atY = (y: number) => height - bottom - placed(ys, y) * (height - bottom - top);
  const spots = points.map(({ x, y }) => ({ x: atX(x), y: atY(y) }));
  const labelled = everySo(xs.ticks.length, width - left - right);
  const marks = marksOf(spots, { left, right: width - markRadius, top, bottom: height - bottom });
  return (
    <svg
      width={width}
      height={height}
      role="img"
      aria-label={points.map((one) => sentence(one, say)).join("; ")}
    >
      {xs.ticks.map((x, index) => (
        <g key={x} className="scatter-tick">
          <path d={`M${atX(x)} ${top}V${height - bottom}`} />
          <text x={atX(x)} y={height - bottom + 16} textAnchor="middle">
            {index % labelled > 0 ? "" : x === 0 ? "0" : say(x)}
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

/** Room for `40 MMACs`, in pixels. */
const labelRoom = 66;

/** Of how many ticks one is labelled, so that the labels do not touch. */
function everySo(ticks: number, length: number): number {
  return Math.ceil((labelRoom * (ticks - 1)) / Math.max(length, 1));
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
