/** The JPEG with Exif data that say how its camera was held, from 1 to 8. */
export function withOrientation(jpeg: Uint8Array, orientation: number, littleEndian = true): Uint8Array {
  const tiff = new DataView(new ArrayBuffer(26));
  tiff.setUint16(0, littleEndian ? 0x4949 : 0x4d4d);
  tiff.setUint16(2, 42, littleEndian);
  tiff.setUint32(4, 8, littleEndian);
  // One tag: its number, its type, how many values it has, and the value.
  tiff.setUint16(8, 1, littleEndian);
  tiff.setUint16(10, 0x0112, littleEndian);
  tiff.setUint16(12, 3, littleEndian);
  tiff.setUint32(14, 1, littleEndian);
  tiff.setUint16(18, orientation, littleEndian);
  const exif = Buffer.concat([Buffer.from("Exif\0\0"), new Uint8Array(tiff.buffer)]);
  const segment = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return Uint8Array.from(Buffer.concat([jpeg.subarray(0, 2), segment, exif, jpeg.subarray(2)]));
}
