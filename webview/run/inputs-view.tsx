import { useEffect, useRef } from "react";
import {
  type NormalizationId,
  normalizationsFor,
  type PictureInput,
  type Pixels,
  seenPixels,
} from "../../src/interop/image/index.ts";
import { printShapeShort } from "../../src/ir/index.ts";
import type { ModelDocument } from "../../src/protocol/index.ts";
import { Button, Checkbox, Dropdown } from "../controls/index.ts";
import { inputHeading } from "../model/input-title.ts";
import { companionsInView } from "../state/companions.ts";
import { changeInput, choicesFor, inputsInView } from "../state/inputs.ts";
import { useApp, usePage } from "../state/page.ts";
import { DrawingPad } from "./drawing-pad.tsx";
import type { InputChoice } from "./input-choice.ts";
import {
  fillWords,
  inputPixels,
  inputWords,
  madeInput,
  normalizationOf,
  pictureInputs,
} from "./model-inputs.ts";
import { samplesFor } from "./samples.ts";
import { runInView, say, takePicture } from "./take-files.ts";
import { isCameraAllowed, takePhoto } from "./take-photo.ts";
import { Answer } from "./top-classes.tsx";

/** What the next run of the model in view takes, input by input. */
export function InputsView({ model }: { readonly model: ModelDocument }) {
  const chosen = useApp(inputsInView);
  const companions = useApp(companionsInView);
  const choices = choicesFor(model, chosen, companions);
  return pictureInputs(model).map((input, argument) => {
    const title = inputHeading(model, argument);
    const shape = printShapeShort(model.inputs[argument] ?? []);
    const fill = model.fills[argument] ?? "random";
    return (
      <section key={argument} className="run-part" aria-label={title} data-argument={argument}>
        <h2>
          {title} <span className="shape">{shape}</span>
        </h2>
        {input === null ? (
          <p className="hint">{fillWords(fill)} A picture needs an input of 1 or 3 channels.</p>
        ) : (
          <PictureChoice
            argument={argument}
            input={input}
            fill={fill}
            choice={choices[argument] ?? madeInput}
          />
        )}
      </section>
    );
  });
}

interface PictureChoiceProps {
  readonly argument: number;
  readonly input: PictureInput;
  readonly fill: "random" | number;
  readonly choice: InputChoice;
}

function PictureChoice({ argument, input, fill, choice }: PictureChoiceProps) {
  const page = usePage();
  const pixels = inputPixels(choice, input, page.pictures);
  const change = (changed: Partial<InputChoice>): void => {
    page.store.update(changeInput(argument, { ...choice, ...changed }));
    runInView(page);
  };
  return (
    <div className="picture-choice">
      {choice.source.kind === "drawing" ? (
        <DrawingPad
          strokes={choice.source.strokes}
          onDraw={(strokes) => change({ source: { kind: "drawing", strokes } })}
        />
      ) : (
        pixels !== null && <PictureView pixels={seenPixels(pixels, input, choice)} />
      )}
      <div className="choices">
        <SourceChoice argument={argument} input={input} fill={fill} choice={choice} onChange={change} />
        {pixels !== null && (
          <>
            <Dropdown<NormalizationId>
              label="Normalisation"
              value={normalizationOf(choice, input).id}
              choices={normalizationsFor(input.channels).map(({ id, title }) => ({ value: id, text: title }))}
              onChange={(normalization) => change({ normalization })}
            />
            {input.channels === 1 && (
              <Checkbox checked={choice.inverted} onChange={(inverted) => change({ inverted })}>
                Inverted
              </Checkbox>
            )}
            {argument === 0 && <Answer />}
          </>
        )}
      </div>
      <p className="hint">{inputWords(choice, input, fill, page.pictures)}</p>
    </div>
  );
}

interface SourceChoiceProps extends PictureChoiceProps {
  readonly onChange: (changed: Partial<InputChoice>) => void;
}

function SourceChoice({ argument, input, fill, choice: { source }, onChange }: SourceChoiceProps) {
  const page = usePage();
  const choices = [
    { value: "made", text: fill === "random" ? "Random numbers" : `All ${fill}` },
    ...samplesFor(input.channels).map(({ id, title }) => ({ value: id, text: title })),
    ...(input.channels === 1 ? [{ value: "drawing", text: "Drawing" }] : []),
    ...(source.kind === "picture" ? [{ value: "picture", text: source.name }] : []),
  ];
  const choose = (value: string): void => {
    if (value === "picture") return;
    if (value === "made") onChange({ source: { kind: "made" } });
    else if (value === "drawing") onChange({ source: { kind: "drawing", strokes: [] } });
    else onChange({ source: { kind: "sample", id: value } });
  };
  async function open(): Promise<void> {
    const file = await page.host.request("openFile", { kind: "picture" });
    if (file !== null) await takePicture(page, argument, new Blob([file.bytes]), file.name);
  }
  async function photograph(): Promise<void> {
    const photo = await takePhoto();
    if (typeof photo === "string") say(page, photo);
    else await takePicture(page, argument, photo, "photo.png");
  }
  return (
    <>
      <Dropdown
        label="What the input is"
        value={source.kind === "sample" ? source.id : source.kind}
        choices={choices}
        onChange={choose}
      />
      <Button
        label="Open a picture. You can also drop one here (hold Shift) or paste it."
        onClick={() => void open()}
      >
        Open Picture…
      </Button>
      {isCameraAllowed() && (
        <Button label="Take a picture with the camera" onClick={() => void photograph()}>
          Take Photo
        </Button>
      )}
    </>
  );
}

/** The pixels that the net sees, enlarged. */
function PictureView({ pixels }: { readonly pixels: Pixels }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    context?.putImageData(imageData(pixels), 0, 0);
  }, [pixels]);
  return (
    <canvas
      ref={canvas}
      className="input-picture"
      width={pixels.width}
      height={pixels.height}
      role="img"
      aria-label={`The input, ${pixels.width}×${pixels.height} pixels`}
    />
  );
}

function imageData({ width, height, rgb }: Pixels): ImageData {
  const image = new ImageData(width, height);
  for (let from = 0, to = 0; from < rgb.length; to += 4) {
    image.data[to] = rgb[from++] ?? 0;
    image.data[to + 1] = rgb[from++] ?? 0;
    image.data[to + 2] = rgb[from++] ?? 0;
    image.data[to + 3] = 255;
  }
  return image;
}
