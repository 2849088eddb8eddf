// An archive that is the same bytes whenever it is made: no time, no owner, in the order given.

import { deflateRawSync } from "node:zlib";

const METHOD = 8; // deflate
const NO_TIME = [0, 0x21]; // the first day that the format knows: 1 January 1980
const UTF8 = 0x800;
const UNIX = 3 << 8;

/** The bytes of an archive of `{ name, bytes, runs }`. */
export function archive(entries) {
  const parts = [];
  const listed = [];
  let at = 0;
  for (const { name, bytes, runs } of entries) {
    const squeezed = deflateRawSync(bytes, { level: 9 });
    const named = Buffer.from(name);
    const about = numbers([2, 20], [2, UTF8], [2, METHOD], [2, NO_TIME[0]], [2, NO_TIME[1]], [4, crc32(bytes)], [4, squeezed.length], [4, bytes.length], [2, named.length], [2, 0]);
    parts.push(numbers([4, 0x04034b50]), about, named, squeezed);
    const mode = (0o100000 | (runs ? 0o755 : 0o644)) * 0x10000;
    listed.push(numbers([4, 0x02014b50], [2, UNIX | 20]), about, numbers([2, 0], [2, 0], [2, 0], [4, mode], [4, at]), named);
    at += 4 + about.length + named.length + squeezed.length;
  }
  const list = Buffer.concat(listed);
  const end = numbers([4, 0x06054b50], [2, 0], [2, 0], [2, entries.length], [2, entries.length], [4, list.length], [4, at], [2, 0]);
  return Buffer.concat([...parts, list, end]);
}

const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum;
});

/** The check that the format keeps of a file. Node has one from its version 20.15 on. */
function crc32(bytes) {
  let sum = -1;
  for (const byte of bytes) sum = (sum >>> 8) ^ TABLE[(sum ^ byte) & 0xff];
  return ~sum >>> 0;
}

/** Numbers of so many bytes each, the lowest byte first. */
function numbers(...given) {
  return Buffer.concat(
    given.map(([size, value]) => {
      const bytes = Buffer.alloc(size);
      bytes.writeUIntLE(value >>> 0, 0, size);
      return bytes;
    }),
  );
}
