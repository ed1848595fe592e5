import { type Checked, faulty, ok } from "../../base/index.ts";
import { dtypes } from "./dtypes.ts";
import { SafetensorsFault, type SafetensorsProblem } from "./problem.ts";
import { type Json, parseStrictJson } from "./strict-json.ts";

/** A tensor's bytes in the file: a view, not a copy. */
export interface StoredTensor {
  readonly name: string;
  /** `F32`, `BF16`, …, as the format spells them. */
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Row-major, little-endian. */
  readonly bytes: Uint8Array;
}

/** By name, in the order of the file's header. */
export type StoredTensors = ReadonlyMap<string, StoredTensor>;

/** Eight bytes, little-endian, say how long the header is. */
const lengthBytes = 8;

/** As in the format's own reader. */
const longestHeader = 100_000_000;

/**
 * Reads a .safetensors file (https://huggingface.co/docs/safetensors): the header's length, a JSON header, and the
 * tensors' bytes without a gap. As strict as the format's own reader: whatever a corrupt or hostile file says, nothing
 * outside of `bytes` is read and nothing is allocated by its word. Null and the reason where the file is none.
 */
export function readSafetensors(bytes: Uint8Array): Checked<StoredTensors | null, SafetensorsProblem> {
  try {
    return ok(readTensors(bytes));
  } catch (fault) {
    if (!(fault instanceof SafetensorsFault)) throw fault;
    return faulty(null, { code: fault.code, message: fault.message });
  }
}

function readTensors(bytes: Uint8Array): StoredTensors {
  const headerLength = readHeaderLength(bytes);
  const text = decode(bytes.subarray(lengthBytes, lengthBytes + headerLength));
  const header = text.startsWith("{") ? parseStrictJson(text) : null;
  if (!(header instanceof Map))
    throw new SafetensorsFault("header-not-json", "The header is not a JSON object.");
  const data = bytes.subarray(lengthBytes + headerLength);
  const entries = [...(header as ReadonlyMap<string, Json>)]
    .filter(([name]) => name !== "__metadata__")
    .map(([name, entry]) => readEntry(name, entry));
  checkPlaces(entries, data.length);
  return new Map(
    entries.map(({ name, dtype, shape, begin, end }) => [
      name,
      { name, dtype, shape, bytes: data.subarray(begin, end) },
    ]),
  );
}

function readHeaderLength(bytes: Uint8Array): number {
  if (bytes.length < lengthBytes) {
    throw new SafetensorsFault(
      "too-short",
      `The file has ${bytes.length} bytes, which is too few for a header.`,
    );
  }
  const length = new DataView(bytes.buffer, bytes.byteOffset, lengthBytes).getBigUint64(0, true);
  const rest = bytes.length - lengthBytes;
  if (length > BigInt(rest)) {
    throw new SafetensorsFault(
      "header-beyond-file",
      `The header claims ${length} bytes; the file has ${rest} more.`,
    );
  }
  if (length > BigInt(longestHeader)) {
    throw new SafetensorsFault(
      "header-too-large",
      `A header of ${length} bytes is longer than the format allows.`,
    );
  }
  return Number(length);
}

/** What every host has and the language's own library does not name. */
interface TextDecoderGlobal {
  readonly TextDecoder: new (
    encoding: "utf-8",
    options: { readonly fatal: true; readonly ignoreBOM: true },
  ) => { decode(bytes: Uint8Array): string };
}

function decode(bytes: Uint8Array): string {
  const { TextDecoder } = globalThis as unknown as TextDecoderGlobal;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new SafetensorsFault("header-not-utf8", "The header is not UTF-8 text.");
  }
}

interface Entry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** In bytes from the end of the header. */
  readonly begin: number;
  readonly end: number;
}

function readEntry(name: string, entry: Json): Entry {
  const { dtype, shape, data_offsets: offsets } = entry instanceof Map ? Object.fromEntries(entry) : {};
  if (typeof dtype !== "string") throw new SafetensorsFault("bad-entry", `${name} has no dtype.`);
  const bits = dtypes.get(dtype)?.bits;
  if (bits === undefined)
    throw new SafetensorsFault(
      "unknown-dtype",
      `${name} has the dtype ${dtype}, which the format does not define.`,
    );
  if (!isSizes(shape))
    throw new SafetensorsFault("bad-entry", `${name} has no shape of whole numbers from 0.`);
  const [begin, end, ...more] = isSizes(offsets) ? offsets : [];
  if (begin === undefined || end === undefined || more.length > 0 || begin > end) {
    throw new SafetensorsFault("bad-entry", `${name} needs two offsets in ascending order.`);
  }
  const wanted = bytesOf(name, shape, bits);
  if (wanted !== end - begin) {
    const sizes = shape.join("×") || "a single number";
    throw new SafetensorsFault(
      "size-mismatch",
      `${name} takes ${end - begin} bytes, but ${sizes} of ${dtype} is ${wanted}.`,
    );
  }
  return { name, dtype, shape, begin, end };
}

function isSizes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

function bytesOf(name: string, shape: readonly number[], bits: number): number {
  if (shape.includes(0)) return 0;
  let product = bits;
  for (const size of shape) {
    product *= size;
    if (product > Number.MAX_SAFE_INTEGER) {
      throw new SafetensorsFault(
        "too-many-elements",
        `${name} would have more elements than any memory holds.`,
      );
    }
  }
  return product / 8;
}

/** The tensors have to cover the data from its first byte to its last, each byte once. */
function checkPlaces(entries: readonly Entry[], dataBytes: number): void {
  let covered = 0;
  for (const { name, begin, end } of entries.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (end > dataBytes) {
      const words = `${name} ends at byte ${end} of the data, but the file has only ${dataBytes}. It may be cut off`;
      throw new SafetensorsFault("outside-file", `${words}: download or save it again.`);
    }
    if (begin < covered) throw new SafetensorsFault("overlap", `${name} lies over another tensor.`);
    if (begin > covered) {
      throw new SafetensorsFault(
        "unclaimed-bytes",
        `No tensor claims the ${begin - covered} bytes before ${name}.`,
      );
    }
    covered = end;
  }
  if (covered < dataBytes) {
    throw new SafetensorsFault("unclaimed-bytes", `No tensor claims the last ${dataBytes - covered} bytes.`);
  }
}
