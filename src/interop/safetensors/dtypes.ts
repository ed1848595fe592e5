/** How a dtype keeps its elements. */
export interface Dtype {
  readonly bits: number;
  /** The numbers of a buffer as float32; null where we have no words for them. */
  readonly floats: ((buffer: ArrayBuffer) => Float32Array) | null;
}

/** Every dtype of the format, so that a file of rarer ones is not taken for a broken one. */
export const dtypes: ReadonlyMap<string, Dtype> = new Map<string, Dtype>([
  ["F64", { bits: 64, floats: (buffer) => Float32Array.from(new Float64Array(buffer)) }],
  ["F32", { bits: 32, floats: (buffer) => new Float32Array(buffer) }],
  ["F16", { bits: 16, floats: (buffer) => Float32Array.from(new Uint16Array(buffer), halfToNumber) }],
  ["BF16", { bits: 16, floats: brainToFloat }],
  ["I64", { bits: 64, floats: (buffer) => wideToFloat(new BigInt64Array(buffer)) }],
  ["U64", { bits: 64, floats: (buffer) => wideToFloat(new BigUint64Array(buffer)) }],
  ["I32", { bits: 32, floats: (buffer) => Float32Array.from(new Int32Array(buffer)) }],
  ["U32", { bits: 32, floats: (buffer) => Float32Array.from(new Uint32Array(buffer)) }],
  ["I16", { bits: 16, floats: (buffer) => Float32Array.from(new Int16Array(buffer)) }],
  ["U16", { bits: 16, floats: (buffer) => Float32Array.from(new Uint16Array(buffer)) }],
  ["I8", { bits: 8, floats: (buffer) => Float32Array.from(new Int8Array(buffer)) }],
  ["U8", { bits: 8, floats: (buffer) => Float32Array.from(new Uint8Array(buffer)) }],
  ["BOOL", { bits: 8, floats: (buffer) => Float32Array.from(new Uint8Array(buffer)) }],
  ["C64", { bits: 64, floats: null }],
  ["F8_E4M3", { bits: 8, floats: null }],
  ["F8_E5M2", { bits: 8, floats: null }],
  ["F8_E8M0", { bits: 8, floats: null }],
  ["F6_E2M3", { bits: 6, floats: null }],
  ["F6_E3M2", { bits: 6, floats: null }],
  ["F4", { bits: 4, floats: null }],
]);

/** IEEE 754 binary16: 1 sign, 5 exponent, 10 fraction bits. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** bfloat16 is the upper half of a float32. */
function brainToFloat(buffer: ArrayBuffer): Float32Array {
  return new Float32Array(Uint32Array.from(new Uint16Array(buffer), (bits) => bits << 16).buffer);
}

function wideToFloat(values: BigInt64Array | BigUint64Array): Float32Array {
  return Float32Array.from({ length: values.length }, (_, i) => Number(values[i] ?? 0n));
}
