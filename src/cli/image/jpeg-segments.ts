/** The segments in front of a JPEG's pixels, each with its marker. */
export function* segmentsOf(jpeg: Uint8Array): Generator<readonly [marker: number, segment: Uint8Array]> {
  const view = viewOf(jpeg);
  for (let at = 2; at + 4 <= jpeg.length && jpeg[at] === 0xff; ) {
    const [marker, length] = [jpeg[at + 1] ?? 0, view.getUint16(at + 2)];
    if (marker === 0xda) return;
    yield [marker, jpeg.subarray(at + 4, at + 2 + length)];
    at += 2 + length;
  }
}

export function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
