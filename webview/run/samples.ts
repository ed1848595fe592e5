import type { Size } from "../../src/interop/image/index.ts";
import type { Stroke } from "./input-choice.ts";

/** A picture that the page draws itself, at any size. */
export interface Sample {
  readonly id: string;
  readonly title: string;
  readonly channels: 1 | 3;
  draw(context: OffscreenCanvasRenderingContext2D, size: Size): void;
}

export function samplesFor(channels: 1 | 3): readonly Sample[] {
  return samples.filter((sample) => sample.channels === channels);
}

export function findSample(id: string): Sample | undefined {
  return samples.find((sample) => sample.id === id);
}

/** White lines on black, as thick as a digit of MNIST. */
export function drawStrokes(
  context: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D,
  { width, height }: Size,
  strokes: readonly Stroke[],
): void {
  context.fillStyle = "black";
  context.fillRect(0, 0, width, height);
  context.strokeStyle = "white";
  context.lineCap = "round";
  context.lineJoin = "round";
  context.lineWidth = thickness * Math.min(width, height);
  for (const stroke of strokes) {
    context.beginPath();
    // A dot is a line to itself.
    for (const [x, y] of [...stroke.slice(0, 1), ...stroke]) context.lineTo(x * width, y * height);
    context.stroke();
  }
}

const thickness = 0.09;

/** Points of an ellipse; angles in turns, clockwise from the right. */
function arc(
  [x, y]: readonly [number, number],
  [rx, ry]: readonly [number, number],
  from: number,
  to: number,
): Stroke {
  return Array.from({ length: 25 }, (_, i) => {
    const angle = 2 * Math.PI * (from + ((to - from) * i) / 24);
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)] as const;
  });
}

const digits: readonly (readonly Stroke[])[] = [
  [arc([0.5, 0.5], [0.19, 0.29], 0, 1)],
  [
    [
      [0.42, 0.3],
      [0.53, 0.21],
      [0.5, 0.8],
    ],
  ],
  [[...arc([0.49, 0.36], [0.17, 0.15], 0.5, 1.08), [0.3, 0.78], [0.72, 0.78]]],
  [arc([0.47, 0.35], [0.18, 0.14], 0.6, 1.25), arc([0.46, 0.64], [0.21, 0.16], 0.75, 1.42)],
  [
    [
      [0.36, 0.22],
      [0.31, 0.53],
      [0.7, 0.53],
    ],
    [
      [0.64, 0.24],
      [0.6, 0.82],
    ],
  ],
  [[[0.68, 0.22], [0.4, 0.22], [0.37, 0.47], ...arc([0.48, 0.62], [0.19, 0.17], 0.68, 1.42)]],
  [[[0.6, 0.2], [0.42, 0.36], ...arc([0.49, 0.64], [0.16, 0.16], 0.52, 1.55)]],
  [
    [
      [0.3, 0.25],
      [0.7, 0.25],
      [0.46, 0.8],
    ],
  ],
  [arc([0.51, 0.35], [0.14, 0.14], 0.25, 1.25), arc([0.49, 0.65], [0.17, 0.16], 0.75, 1.75)],
  [[...arc([0.5, 0.37], [0.16, 0.16], 0, 1), [0.64, 0.5], [0.58, 0.8]]],
];

type Painter = (context: OffscreenCanvasRenderingContext2D) => void;

/** A disc that is lit from the upper left. */
function ball(
  context: OffscreenCanvasRenderingContext2D,
  [x, y, radius]: readonly [number, number, number],
  [light, dark]: readonly [string, string],
): void {
  const shade = context.createRadialGradient(x - radius * 0.3, y - radius * 0.35, radius * 0.1, x, y, radius);
  shade.addColorStop(0, light);
  shade.addColorStop(1, dark);
  context.fillStyle = shade;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

/** On a square of side 1. */
const paintings: readonly { readonly id: string; readonly title: string; readonly paint: Painter }[] = [
  {
    id: "orange",
    title: "Orange",
    paint(context) {
      context.fillStyle = "#e9e4da";
      context.fillRect(0, 0, 1, 1);
      context.fillStyle = "rgb(90 70 50 / 0.35)";
      context.beginPath();
      context.ellipse(0.54, 0.83, 0.36, 0.08, 0, 0, 2 * Math.PI);
      context.fill();
      ball(context, [0.5, 0.5, 0.36], ["#ffc24a", "#d9630b"]);
      ball(context, [0.53, 0.2, 0.03], ["#7d9a3a", "#46601c"]);
    },
  },
  {
    id: "ladybug",
    title: "Ladybug",
    paint(context) {
      context.fillStyle = "#5d9b3c";
      context.fillRect(0, 0, 1, 1);
      ball(context, [0.5, 0.24, 0.13], ["#444444", "#050505"]);
      ball(context, [0.5, 0.55, 0.31], ["#ff5a3c", "#b30d08"]);
      context.fillStyle = "#111111";
      context.fillRect(0.485, 0.25, 0.03, 0.6);
      for (const [x, y] of [
        [0.36, 0.42],
        [0.64, 0.42],
        [0.32, 0.62],
        [0.68, 0.62],
        [0.42, 0.76],
        [0.58, 0.76],
      ] as const)
        ball(context, [x, y, 0.055], ["#222222", "#000000"]);
    },
  },
  {
    id: "espresso",
    title: "Espresso",
    paint(context) {
      context.fillStyle = "#8a5a36";
      context.fillRect(0, 0, 1, 1);
      ball(context, [0.5, 0.54, 0.44], ["#ffffff", "#c9c4bd"]);
      ball(context, [0.5, 0.52, 0.29], ["#ffffff", "#e3ded6"]);
      ball(context, [0.5, 0.52, 0.24], ["#b5793f", "#4a2410"]);
    },
  },
];

const samples: readonly Sample[] = [
  ...digits.map(
    (strokes, digit): Sample => ({
      id: `digit-${digit}`,
      title: `Digit ${digit}`,
      channels: 1,
      draw: (context, size) => drawStrokes(context, size, strokes),
    }),
  ),
  ...paintings.map(
    ({ id, title, paint }): Sample => ({
      id,
      title,
      channels: 3,
      draw(context, { width, height }) {
        const side = Math.max(width, height);
        context.setTransform(side, 0, 0, side, (width - side) / 2, (height - side) / 2);
        paint(context);
      },
    }),
  ),
];
