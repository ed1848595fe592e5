/** A tensor of float32, row-major. */
export interface NamedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** The bytes of a .safetensors file with these tensors, in their order. Names have to be unique. */
export function writeSafetensors(tensors: readonly NamedTensor[]): Uint8Array {
  const header = encodeHeader(tensors);
  const dataBytes = tensors.reduce((sum, { data }) => sum + data.byteLength, 0);
  const file = new Uint8Array(8 + header.length + dataBytes);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, 8);
  let next = 8 + header.length;
  for (const { data } of tensors) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), next);
    next += data.byteLength;
  }
  return file;
}

/** Spaces at its end let the data begin at a multiple of 8, as the format's own writer has it. */
function encodeHeader(tensors: readonly NamedTensor[]): Uint8Array {
  let next = 0;
  const entries = tensors.map(({ name, shape, data }) => {
    const begin = next;
    next += data.byteLength;
    return `${JSON.stringify(name)}:${JSON.stringify({ dtype: "F32", shape, data_offsets: [begin, next] })}`;
  });
  const text = encode(`{${entries.join(",")}}`);
  const padded = new Uint8Array(Math.ceil(text.length / 8) * 8).fill(0x20);
  padded.set(text);
  return padded;
}

/** What every host has and the language's own library does not name. */
interface TextEncoderGlobal {
  readonly TextEncoder: new () => { encode(text: string): Uint8Array };
}

function encode(text: string): Uint8Array {
  return new (globalThis as unknown as TextEncoderGlobal).TextEncoder().encode(text);
}
