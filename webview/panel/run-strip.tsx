import type { RunProgress } from "../../src/protocol/index.ts";
import { byteSize } from "../../src/words/index.ts";
import { Button, ProgressRing } from "../controls/index.ts";
import { ActionIcon } from "../graph/icons.tsx";
import { useApp, usePage } from "../state/page.ts";

function progressWords({ phase, done, total }: RunProgress): string {
  if (total === 0) return "";
  return phase === "steps" ? `${done} of ${total} steps` : `${byteSize(done)} of ${byteSize(total)}`;
}

interface Activity extends RunProgress {
  readonly title: string;
}

/** A phase in words that a narrow panel has room for; before anything is known of it, the run is planned. */
function activity({ phase, total, title }: Activity): string {
  if (phase === "steps") return `Running ${title}`;
  return total === 0 ? `Planning ${title}` : weightsWords[phase];
}

const weightsWords: Readonly<Record<Exclude<RunProgress["phase"], "steps">, string>> = {
  reading: "Reading weights",
  making: "Making and packing weights",
  packing: "Packing weights",
};

/** The progress of the run, or why it did not finish. */
export function RunStrip() {
  const { store } = usePage();
  const running = useApp((state) => state.running);
  const notice = useApp((state) => state.notice);
  if (running !== null) {
    return (
      <div className="run-strip" role="status">
        <ProgressRing label="Running" />
        <span>{activity(running)}</span>
        <progress
          value={running.done}
          max={Math.max(running.total, 1)}
          aria-label={running.phase === "steps" ? "Steps done" : "Weights ready"}
        />
        <span className="steps-done">{progressWords(running)}</span>
        <Button look="icon" label="Cancel the run" onClick={() => running.cancel()}>
          <ActionIcon name="stop" />
        </Button>
      </div>
    );
  }
  if (notice === null) return null;
  return (
    <div className="run-strip notice" role="alert">
      <span>{notice}</span>
      <Button
        look="icon"
        label="Dismiss"
        onClick={() => store.update((state) => ({ ...state, notice: null }))}
      >
        <ActionIcon name="close" />
      </Button>
    </div>
  );
}
