import type { CostUnit } from "../../src/ir/index.ts";
import { Dropdown } from "../controls/index.ts";
import { type HeatMetric, heatMetrics, isMeasured, metricOf } from "../model/heat-metrics.ts";
import { display, finishedOfView, heatInView } from "../state/app-state.ts";
import { useApp, usePage } from "../state/page.ts";

/** The quantity that tints the boxes. */
export function HeatChoice() {
  const { store } = usePage();
  const heat = useApp(heatInView);
  const units = useApp((state) => state.shown?.units ?? "MACs");
  const isTimed = useApp((state) => finishedOfView(state) !== null);
  return (
    <Dropdown
      label="Colour boxes by"
      choices={[{ value: "none", text: "No heat" }, ...metricChoices(units, isTimed)]}
      value={heat}
      onChange={(chosen) => store.update(display({ heat: chosen }))}
    />
  );
}

type ShownMetric = Exclude<HeatMetric, "none">;

function metricChoices(units: CostUnit, isTimed: boolean) {
  return (Object.keys(heatMetrics) as readonly ShownMetric[]).map((value) => {
    const { word } = metricOf(value);
    return {
      value: value as HeatMetric,
      text: `Heat: ${word(units)}`,
      disabled: isMeasured(value) && !isTimed,
    };
  });
}
