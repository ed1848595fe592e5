/** One field of a protobuf message: varints and fixed numbers by value, everything else as bytes. */
export interface Field {
  readonly number: number;
  readonly value: bigint | Uint8Array;
}

/** The fields of a message in the order of the wire (protobuf.dev/programming-guides/encoding). */
export function readFields(bytes: Uint8Array): readonly Field[] {
  const fields: Field[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = readVarint(bytes, at);
    const [number, wire] = [Number(tag.value >> 3n), Number(tag.value & 7n)];
    at = tag.end;
    if (wire === 0) {
      const { value, end } = readVarint(bytes, at);
      fields.push({ number, value });
      at = end;
    } else {
      const length = wire === 2 ? readVarint(bytes, at) : { value: wire === 5 ? 4n : 8n, end: at };
      const end = length.end + Number(length.value);
      fields.push({ number, value: bytes.subarray(length.end, end) });
      at = end;
    }
  }
  return fields;
}

/** All varints of a repeated field, packed or not. */
export function readVarints(fields: readonly Field[], number: number): readonly number[] {
  return valuesOf(fields, number).flatMap((value) => {
    if (typeof value === "bigint") return [signed(value)];
    const numbers: number[] = [];
    for (let at = 0; at < value.length; ) {
      const varint = readVarint(value, at);
      numbers.push(signed(varint.value));
      at = varint.end;
    }
    return numbers;
  });
}

/** All floats of a repeated field, packed or not. */
export function readFloats(fields: readonly Field[], number: number): readonly number[] {
  return readMessages(fields, number).flatMap((bytes) => [...floats(bytes)]);
}

export function readMessages(fields: readonly Field[], number: number): readonly Uint8Array[] {
  return valuesOf(fields, number).filter((value) => typeof value !== "bigint");
}

export function readStrings(fields: readonly Field[], number: number): readonly string[] {
  return readMessages(fields, number).map((bytes) => new TextDecoder().decode(bytes));
}

/** Little-endian float32 numbers; the bytes may begin anywhere. */
export function floats(bytes: Uint8Array): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}

function valuesOf(fields: readonly Field[], number: number): readonly Field["value"][] {
  return fields.filter((field) => field.number === number).map(({ value }) => value);
}

function readVarint(bytes: Uint8Array, start: number): { readonly value: bigint; readonly end: number } {
  let value = 0n;
  for (let at = start; ; at++) {
    const byte = bytes[at];
    if (byte === undefined) throw new RangeError("The message ends inside a number.");
    value |= BigInt(byte & 127) << BigInt(7 * (at - start));
    if (byte < 128) return { value, end: at + 1 };
  }
}

function signed(value: bigint): number {
  return Number(BigInt.asIntN(64, value));
}
