import { heatTicks, metricOf } from "../model/heat-metrics.ts";
import { useScene } from "./scene.ts";

/** What the tint of the boxes means, in numbers: their tint and their bar follow the same scale. */
export function HeatScale() {
  const { heat, hottest, units } = useScene();
  if (heat === "none") return null;
  const ticks = heatTicks(heat, hottest, units);
  const word = metricOf(heat).word(units);
  if (ticks.length === 0) return <span className="hint">Heat: {word} is not known for this model.</span>;
  return (
    <div
      className="heat-scale"
      role="img"
      aria-label={`Heat by ${word}: ${ticks.map(({ text }) => text).join(", ")}`}
    >
      <div aria-hidden="true">
        <span className="heat-strip" />
        {ticks.map(({ at, text }) => (
          <span key={at} className="heat-tick" data-at={at}>
            {text}
          </span>
        ))}
      </div>
    </div>
  );
}
