/** One model of a comparison. */
export interface Point {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

/** An axis from its first tick to its last, even steps from 0 or, over more than a hundredfold, powers of ten. */
export interface Axis {
  readonly ticks: readonly number[];
  readonly isLogarithmic: boolean;
}

/** From where on equal steps would press the smaller values together. */
const wide = 100;

export function axisOf(values: readonly number[]): Axis {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (least > 0 && most / least > wide) {
    const [from, to] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))];
    return {
      ticks: Array.from({ length: to - from + 1 }, (_, step) => 10 ** (from + step)),
      isLogarithmic: true,
    };
  }
  const step = evenStep(most);
  const count = Math.max(1, Math.ceil(most / step - 1e-9));
  return { ticks: Array.from({ length: count + 1 }, (_, index) => index * step), isLogarithmic: false };
}

/** 1, 2 or 5 times a power of ten, so that at most five steps reach the largest value. */
function evenStep(most: number): number {
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most / 5));
  return ([1, 2, 5, 10].find((factor) => factor * power * 5 >= most) ?? 10) * power;
}

/** Where on the axis a value lies, from 0 to 1. */
export function placed({ ticks, isLogarithmic }: Axis, value: number): number {
  const [first = 0, last = 1] = [ticks[0], ticks.at(-1)];
  if (!isLogarithmic) return (value - first) / (last - first);
  return Math.log10(value / first) / Math.log10(last / first);
}
