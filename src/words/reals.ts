/** A tensor's value with four significant digits: `−0.2613`, `1.5e+7`, `∞`. */
export function realNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value).replace("Infinity", "∞").replace("-", "−");
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) return value.toExponential(2).replaceAll("-", "−");
  return Number(value.toPrecision(4)).toString().replace("-", "−");
}
