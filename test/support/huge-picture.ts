/** A small file that claims 16,000 × 16,000 pixels: a bitmap without most of its rows. */
export function hugePicture(): Uint8Array {
  const header = Buffer.alloc(54 + 4096);
  header.write("BM");
  header.writeUInt32LE(header.length, 2);
  header.writeUInt32LE(54, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(16000, 18);
  header.writeInt32LE(16000, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(24, 28);
  return header;
}
