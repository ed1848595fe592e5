import { exactCount, percent, realNumber } from "../../src/words/index.ts";
import type { FeatureMaps } from "../engine/messages.ts";
import { Facts } from "./facts.tsx";

/** The output in a few numbers, with the distribution of its elements. */
export function MapStatisticsView({ maps }: { readonly maps: FeatureMaps }) {
  const { mean, standardDeviation, notFinite, dead, histogram } = maps.statistics;
  const most = Math.max(...histogram, 1);
  const [low, high] = [realNumber(maps.minimum), realNumber(maps.maximum)];
  const hasNumbers = maps.minimum <= maps.maximum;
  return (
    <>
      <Facts
        facts={[
          { word: "Range", value: hasNumbers ? `${low} … ${high}` : "no finite number", mono: hasNumbers },
          {
            word: "Mean ± sd",
            value: hasNumbers ? `${realNumber(mean)} ± ${realNumber(standardDeviation)}` : "",
            mono: true,
          },
          { word: "Not finite", value: notFinite === 0 ? "" : exactCount(notFinite) },
          {
            word: "Dead",
            value:
              dead === 0
                ? ""
                : `${exactCount(dead)} of ${exactCount(maps.channels)} (${percent(dead / maps.channels)}) are all 0`,
          },
        ]}
      />
      <svg
        className="histogram"
        viewBox={`0 0 ${histogram.length} 20`}
        preserveAspectRatio="none"
        role="img"
        aria-label={
          hasNumbers ? `Histogram of the elements from ${low} to ${high}` : "Histogram of no elements"
        }
      >
        {histogram.map((count, bin) => (
          <rect
            key={bin}
            x={bin + 0.05}
            width={0.9}
            y={20 - (20 * count) / most}
            height={(20 * count) / most}
          >
            <title>{`${exactCount(count)} elements`}</title>
          </rect>
        ))}
      </svg>
    </>
  );
}
