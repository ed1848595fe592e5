import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { dtypes, halfToNumber } from "../../../src/interop/safetensors/dtypes.ts";
import {
  readSafetensors,
  type SafetensorsProblemCode,
  writeSafetensors,
} from "../../../src/interop/safetensors/index.ts";
import { fc, runsOf } from "../../support/properties.ts";

/** A file of a header as text and a number of bytes of data. */
function file(header: string, dataBytes = 0): Uint8Array {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

function withLength(length: bigint, bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(bytes);
  new DataView(copy.buffer).setBigUint64(0, length, true);
  return copy;
}

function entry(dtype: string, shape: readonly number[], begin: number, end: number): string {
  return JSON.stringify({ dtype, shape, data_offsets: [begin, end] });
}

const fine = file(`{"a":${entry("F32", [2], 0, 8)}}`, 8);

const refused: readonly (readonly [what: string, bytes: Uint8Array, code: SafetensorsProblemCode])[] = [
  ["nothing", new Uint8Array(), "too-short"],
  ["half a length", new Uint8Array(7), "too-short"],
  ["a header longer than the file", withLength(1000n, fine), "header-beyond-file"],
  ["a header of 2⁶⁴ − 1 bytes", withLength(2n ** 64n - 1n, fine), "header-beyond-file"],
  ["a header of 2⁶³ bytes", withLength(2n ** 63n, fine), "header-beyond-file"],
  ["a file cut within its header", fine.subarray(0, 20), "header-beyond-file"],
  ["a file cut within its data", fine.subarray(0, fine.length - 1), "outside-file"],
  ["no header", file(""), "header-not-json"],
  [
    "a header that is not text",
    withLength(2n, Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0xff)),
    "header-not-utf8",
  ],
  ["half a header", file('{"a":'), "header-not-json"],
  ["a header with something after it", file("{} x"), "header-not-json"],
  ["a header that begins with space", file(" {}"), "header-not-json"],
  ["a list for a header", file("[]"), "header-not-json"],
  ["a trailing comma", file('{"a":1,}'), "header-not-json"],
  ["a name without an end", file('{"a'), "header-not-json"],
  ["a name that ends in an escape", file('{"a\\"'), "header-not-json"],
  ["a line break in a name", file('{"a\n":1}'), "header-not-json"],
  ["a number that JSON does not know", file('{"a":0x10}'), "header-not-json"],
  ["deep nesting", file(`{"a":${"[".repeat(100_000)}`), "header-not-json"],
  [
    "two tensors of one name",
    file(`{"a":${entry("F32", [1], 0, 4)},"a":${entry("F32", [1], 4, 8)}}`, 8),
    "duplicate-name",
  ],
  [
    "two tensors of one name, spelled differently",
    file(`{"a":${entry("F32", [1], 0, 4)},"\\u0061":${entry("F32", [1], 4, 8)}}`, 8),
    "duplicate-name",
  ],
  ["a key twice in a tensor", file('{"a":{"dtype":"F32","dtype":"F32"}}'), "duplicate-name"],
  ["a tensor that is a number", file('{"a":1}'), "bad-entry"],
  ["a tensor that is a list", file('{"a":[]}'), "bad-entry"],
  ["no dtype", file('{"a":{"shape":[],"data_offsets":[0,4]}}', 4), "bad-entry"],
  ["no shape", file('{"a":{"dtype":"F32","data_offsets":[0,4]}}', 4), "bad-entry"],
  ["no offsets", file('{"a":{"dtype":"F32","shape":[1]}}', 4), "bad-entry"],
  ["one offset", file('{"a":{"dtype":"F32","shape":[1],"data_offsets":[4]}}', 4), "bad-entry"],
  ["three offsets", file('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}', 4), "bad-entry"],
  ["offsets the wrong way round", file(`{"a":${entry("F32", [1], 4, 0)}}`, 4), "bad-entry"],
  ["a negative offset", file(`{"a":${entry("F32", [1], -4, 0)}}`, 4), "bad-entry"],
  ["half an offset", file(`{"a":${entry("F32", [1], 0, 4.5)}}`, 4), "bad-entry"],
  ["an offset as text", file('{"a":{"dtype":"F32","shape":[1],"data_offsets":["0","4"]}}', 4), "bad-entry"],
  [
    "an offset beyond exact numbers",
    file('{"a":{"dtype":"F32","shape":[0],"data_offsets":[1e16,1e16]}}'),
    "bad-entry",
  ],
  ["a negative size", file(`{"a":${entry("F32", [-1], 0, 4)}}`, 4), "bad-entry"],
  ["half a size", file(`{"a":${entry("F32", [0.5], 0, 2)}}`, 2), "bad-entry"],
  ["an infinite size", file('{"a":{"dtype":"F32","shape":[1e999],"data_offsets":[0,4]}}', 4), "bad-entry"],
  ["a dtype that is none", file(`{"a":${entry("F31", [1], 0, 4)}}`, 4), "unknown-dtype"],
  ["a dtype named as an object's method", file(`{"a":${entry("toString", [1], 0, 4)}}`, 4), "unknown-dtype"],
  ["10¹² elements", file(`{"a":${entry("F32", [1e6, 1e6], 0, 4)}}`, 4), "size-mismatch"],
  ["10¹² elements with offsets to match", file(`{"a":${entry("F32", [1e12], 0, 4e12)}}`, 4), "outside-file"],
  [
    "sizes whose product overflows",
    file(`{"a":${entry("F32", [2 ** 32, 2 ** 32], 0, 0)}}`),
    "too-many-elements",
  ],
  ["sizes whose bytes overflow", file(`{"a":${entry("F64", [2 ** 52], 0, 0)}}`), "too-many-elements"],
  ["fewer bytes than elements", file(`{"a":${entry("F32", [2], 0, 4)}}`, 4), "size-mismatch"],
  ["more bytes than elements", file(`{"a":${entry("F16", [2], 0, 8)}}`, 8), "size-mismatch"],
  ["half a byte", file(`{"a":${entry("F4", [3], 0, 2)}}`, 2), "size-mismatch"],
  ["a tensor outside the file", file(`{"a":${entry("F32", [1], 4, 8)}}`, 4), "outside-file"],
  [
    "a tensor over another",
    file(`{"a":${entry("F32", [2], 0, 8)},"b":${entry("F32", [1], 4, 8)}}`, 8),
    "overlap",
  ],
  [
    "a gap between tensors",
    file(`{"a":${entry("F32", [1], 0, 4)},"b":${entry("F32", [1], 8, 12)}}`, 12),
    "unclaimed-bytes",
  ],
  ["a gap before the first tensor", file(`{"a":${entry("F32", [1], 4, 8)}}`, 8), "unclaimed-bytes"],
  ["bytes after the last tensor", file(`{"a":${entry("F32", [1], 0, 4)}}`, 5), "unclaimed-bytes"],
  ["data without a tensor", file("{}", 1), "unclaimed-bytes"],
];

describe("reading .safetensors", () => {
  for (const [what, bytes, code] of refused) {
    it(`refuses ${what}`, () => {
      const { value, problems } = readSafetensors(bytes);
      assert.equal(value, null);
      assert.deepEqual(
        problems.map((problem) => problem.code),
        [code],
      );
    });
  }

  it("reads a file within a larger buffer, at an odd address", () => {
    const around = new Uint8Array(fine.length + 13).fill(0x7b);
    around.set(fine, 5);
    const { value } = readSafetensors(around.subarray(5, 5 + fine.length));
    assert.deepEqual(value?.get("a")?.shape, [2]);
    assert.deepEqual(value?.get("a")?.bytes, new Uint8Array(8));
  });

  it("takes no tensor, scalars, empty tensors, metadata, padding and any name", () => {
    assert.equal(readSafetensors(file("{}")).value?.size, 0);
    const names = ["__proto__", "constructor", "", 'quo"te\\', "größe\u{1f600}"];
    const entries = names.map((name, i) => `${JSON.stringify(name)}:${entry("F32", [], 4 * i, 4 * i + 4)}`);
    const empty = `"empty":${entry("F32", [0, 2 ** 50, 2 ** 50], 4, 4)}`;
    const metadata = '"__metadata__":{"format":"pt"}';
    const header = `{${[metadata, empty, ...entries].join(" ,\n\t")}}   `;
    const { value, problems } = readSafetensors(file(header, 4 * names.length));
    assert.deepEqual(problems, []);
    assert.deepEqual([...(value?.keys() ?? [])], ["empty", ...names]);
  });

  it("reads back what it writes", () => {
    const tensors = [
      { name: "conv1.weight", shape: [2, 1, 1, 2], data: Float32Array.of(1, -2, Number.NaN, 4) },
      { name: "scale", shape: [], data: Float32Array.of(0.1) },
      { name: "none", shape: [3, 0], data: new Float32Array() },
    ];
    const written = writeSafetensors(tensors);
    assert.equal(new DataView(written.buffer).getUint32(0, true) % 8, 0);
    const { value, problems } = readSafetensors(written);
    assert.deepEqual(problems, []);
    for (const { name, shape, data } of tensors) {
      const stored = value?.get(name);
      assert.deepEqual(stored?.shape, shape);
      assert.deepEqual(new Float32Array(new Uint8Array(stored?.bytes ?? []).buffer), data);
    }
  });

  it("answers to any change of a file, and to any bytes", () => {
    const whole = writeSafetensors([
      { name: "a", shape: [2, 3], data: new Float32Array(6) },
      { name: "b", shape: [4], data: new Float32Array(4) },
    ]);
    const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 4 });
    fc.assert(
      fc.property(changes, fc.nat(whole.length), (edits, length) => {
        const bytes = whole.slice(0, edits.length === 0 ? length : whole.length);
        for (const [at, byte] of edits) bytes[at] = byte;
        staysInside(bytes);
      }),
      { numRuns: runsOf(3000) },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), staysInside));
  });
});

/** Every tensor that the reader gives lies within the bytes given and has as many as its shape says. */
function staysInside(bytes: Uint8Array): void {
  const { value, problems } = readSafetensors(bytes);
  assert.equal(value === null, problems.length === 1);
  for (const { bytes: part, shape, dtype } of value?.values() ?? []) {
    assert.ok(part.byteOffset >= bytes.byteOffset);
    assert.ok(part.byteOffset + part.length <= bytes.byteOffset + bytes.length);
    const count = shape.reduce((product, size) => product * size, 1);
    assert.equal(part.length * 8, count * (dtypes.get(dtype)?.bits ?? Number.NaN));
  }
}

describe("dtypes as float32", () => {
  const rows: readonly (readonly [
    dtype: string,
    array: { readonly buffer: ArrayBufferLike },
    numbers: number[],
  ])[] = [
    ["F64", Float64Array.of(0.1, -1e300), [Math.fround(0.1), Number.NEGATIVE_INFINITY]],
    ["F32", Float32Array.of(1.5, Number.NaN), [1.5, Number.NaN]],
    ["BF16", Uint16Array.of(0x3f80, 0xc040, 0x7f80, 0x0001), [1, -3, Number.POSITIVE_INFINITY, 2 ** -133]],
    ["I64", BigInt64Array.of(-5n, 2n ** 40n), [-5, 2 ** 40]],
    ["U64", BigUint64Array.of(2n ** 63n), [2 ** 63]],
    ["I32", Int32Array.of(-7), [-7]],
    ["U32", Uint32Array.of(2 ** 31), [2 ** 31]],
    ["I16", Int16Array.of(-300), [-300]],
    ["U16", Uint16Array.of(65535), [65535]],
    ["I8", Int8Array.of(-128), [-128]],
    ["U8", Uint8Array.of(255), [255]],
    ["BOOL", Uint8Array.of(0, 1), [0, 1]],
  ];
  for (const [dtype, array, numbers] of rows) {
    it(dtype, () => {
      const floats = dtypes.get(dtype)?.floats?.(array.buffer as ArrayBuffer);
      assert.deepEqual([...(floats ?? [])], numbers);
    });
  }

  it("F16, from the smallest to the largest", () => {
    const halves: readonly (readonly [bits: number, value: number])[] = [
      [0x0000, 0],
      [0x8000, -0],
      [0x0001, 2 ** -24],
      [0x03ff, 1023 * 2 ** -24],
      [0x0400, 2 ** -14],
      [0x3555, 0.333251953125],
      [0x3c00, 1],
      [0xc000, -2],
      [0x7bff, 65504],
      [0x7c00, Number.POSITIVE_INFINITY],
      [0xfc00, Number.NEGATIVE_INFINITY],
      [0x7e00, Number.NaN],
    ];
    for (const [bits, value] of halves) assert.equal(halfToNumber(bits), value, bits.toString(16));
  });
});
