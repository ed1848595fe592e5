import { crc32, deflateSync } from "node:zlib";
import type { IndexedImage } from "./quantize.ts";

/** The bytes of a PNG file with a palette: about a third of what a browser writes for the same screenshot. */
export function indexedPng({ width, height, palette, indices }: IndexedImage): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(8, 8); // bits per pixel
  header.writeUInt8(3, 9); // the pixels are indices into a palette
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("PLTE", palette),
    chunk("IDAT", deflateSync(unfilteredRows(width, height, indices), { level: 9 })),
    chunk("IEND", new Uint8Array()),
  ]);
}

/** Each row begins with a byte that names its filter. 0 is none: differences between indices mean nothing. */
function unfilteredRows(width: number, height: number, indices: Uint8Array): Buffer {
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++)
    rows.set(indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return rows;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, checksum]);
}
