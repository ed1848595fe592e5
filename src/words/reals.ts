/** A tensor's value with four significant digits: `−0.2613`, `1.5e+7`, `∞`. */
export function realNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value).replace("Infinity", "∞").replace("-", "−");
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) return value.toExponential(2).replaceAll("-", "−");
  return Number(value.toPrecision(4)).toString().replace("-", "−");
}

/** For a cell that is narrow: two places below 1, else three or four digits: `−0.26`, `15.3`, `1235`, `2e+4`. */
export function shortReal(value: number): string {
  if (!Number.isFinite(value)) return realNumber(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.005 || size >= 9999.5)) return value.toExponential(0).replaceAll("-", "−");
  return Number(size < 1 ? value.toFixed(2) : size < 999.5 ? value.toPrecision(3) : value.toFixed(0))
    .toString()
    .replace("-", "−");
}
