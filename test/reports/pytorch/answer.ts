/** What came of a call. */
export type Answer = { readonly outputs: readonly Output[] } | { readonly error: string };

export interface Output {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** An answer as JSON has it: numbers as float32 in base64. */
export type WrittenAnswer =
  | { readonly outputs: readonly { readonly shape: readonly number[]; readonly data: string }[] }
  | { readonly error: string };

export function readAnswer(written: WrittenAnswer): Answer {
  if ("error" in written) return written;
  return { outputs: written.outputs.map(({ shape, data }) => ({ shape, data: numbersOf(data) })) };
}

function numbersOf(data: string): Float32Array {
  return new Float32Array(Uint8Array.from(Buffer.from(data, "base64")).buffer);
}
