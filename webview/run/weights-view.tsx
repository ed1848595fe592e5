import type { Companion, CompanionKind, WeightsFit } from "../../src/protocol/index.ts";
import { byteSize, plural } from "../../src/words/index.ts";
import { Button } from "../controls/index.ts";
import { finishedOfView } from "../state/app-state.ts";
import { companionsInView } from "../state/companions.ts";
import { useApp, usePage } from "../state/page.ts";
import { runInView } from "./take-files.ts";

/** Which weights and class names the next run of the model in view takes. */
export function WeightsView() {
  const { weights, classes } = useApp(companionsInView);
  const fit = useApp((state) => finishedOfView(state)?.result.weights ?? null);
  const isPart = useApp((state) => state.view?.model.part != null);
  return (
    <section className="run-part" aria-label="Weights and class names">
      <h2>Weights</h2>
      <FileChoice kind="weights" file={weights} none="Random: what comes out means nothing." />
      {weights !== null && fit?.file === weights.name && <Fit fit={isPart ? ofPart(fit) : fit} />}
      <h2>Class names</h2>
      <FileChoice kind="classes" file={classes} none="None: classes have numbers." />
    </section>
  );
}

interface FileChoiceProps {
  readonly kind: CompanionKind;
  readonly file: Companion | null;
  /** What is said without a file. */
  readonly none: string;
}

function FileChoice({ kind, file, none }: FileChoiceProps) {
  const page = usePage();
  const change = async (changed: Promise<void>): Promise<void> => {
    await changed;
    runInView(page);
  };
  const what =
    kind === "weights" ? "weights, a .safetensors file" : "class names, a text file with one a line";
  return (
    <>
      <p className="hint">{file === null ? none : fileWords(file)}</p>
      {file?.problem !== undefined && <p role="alert">{file.problem}</p>}
      <div className="choices">
        <Button
          label={`Choose ${what}. You can also drop it on the preview (hold Shift).`}
          onClick={() => void change(page.companions.choose(kind))}
        >
          {kind === "weights" ? "Choose Weights…" : "Choose Names…"}
        </Button>
        {file !== null && (
          <Button
            label={kind === "weights" ? "Run on random weights" : "Number the classes"}
            onClick={() => void change(page.companions.forget(kind))}
          >
            Remove
          </Button>
        )}
      </div>
    </>
  );
}

function fileWords({ name, bytes, origin, problem }: Companion): string {
  if (problem !== undefined) return name;
  return `${name}, ${byteSize(bytes)}${origin === "beside" ? ", found beside the model's file" : ""}`;
}

/** How the file fitted the model in the last run. */
function Fit({ fit: { file, matched, missing, misfits, surplus } }: { readonly fit: WeightsFit }) {
  const random = missing.length + misfits.length;
  return (
    <div className="weights-fit">
      <p className="hint">
        {random === 0
          ? `All ${plural(matched, "tensor")} of the model came from it.`
          : `${matched} of ${plural(matched + random, "tensor")} came from it; the others are random, so what comes out means little.`}
      </p>
      {random + surplus.length > 0 && (
        <ul>
          {misfits.map((misfit) => (
            <li key={misfit}>{misfit}</li>
          ))}
          {missing.length > 0 && <li>{`Not in ${file}: ${listed(missing)}.`}</li>}
          {surplus.length > 0 && <li>{`Only in ${file}: ${listed(surplus)}.`}</li>}
        </ul>
      )}
    </div>
  );
}

/** The file is one of the whole model: what the part lacks of it is no news. */
function ofPart(fit: WeightsFit): WeightsFit {
  return { ...fit, surplus: [] };
}

function listed(names: readonly string[]): string {
  const [shown, more] = [names.slice(0, 8), names.length - 8];
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}
