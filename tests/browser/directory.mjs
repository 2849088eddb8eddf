// A postcode directory as it is published, made up: the columns of the ONS Postcode Directory, and as many rows as are wanted.
// Run by itself it writes one: `node directory.mjs FILE ROWS`.

import { createWriteStream } from "node:fs";
import { once } from "node:events";

/** The header of the ONS Postcode Directory, as far as anything of ours reads it, and columns beside it. */
const HEADER = "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,osgrdind,lsoa21,msoa21,lat,long,imd";
/** The areas in which the council's authorities lie. */
const OWN = ["BB", "FY", "LA", "PR"];
const LETTERS = "ABDEFGHJLNPQRSTUWXYZ";

/** The same numbers for the same seed. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

/**
 * Every postcode of a made-up country, one after another: its text, its authority, and whether it ended. Authorities lie in
 * stretches of sectors, as they do; some sectors straddle, and where an outcode does, three postcodes in a hundred stray.
 */
export function* postcodes(rows, authorities, seed = 1) {
  const draw = random(seed);
  const others = Array.from({ length: 120 }, (_, at) => `${LETTERS[at % 20]}${LETTERS[Math.floor(at / 20)]}`);
  const areas = [...OWN, ...others.filter((area) => !OWN.includes(area))];
  let left = rows;
  for (let district = 1; left > 0; district += 1) {
    for (const area of areas) {
      const own = OWN.includes(area);
      const near = (at) => (own ? authorities[at % authorities.length] : `E0700${String(1000 + (at % 300)).slice(-4)}`);
      const home = Math.floor(draw() * 1000);
      const straddles = draw() < 0.4;
      for (let sector = 0; sector < 10 && left > 0; sector += 1) {
        const here = straddles && sector > 4 ? home + 1 : home;
        const mixed = straddles && draw() < 0.2;
        for (let unit = 0; unit < 90 && left > 0; unit += 1) {
          const letters = LETTERS[Math.floor(unit / 18)] + LETTERS[unit % 18];
          const stray = straddles && draw() < 0.03;
          const code = near((mixed && Math.floor(unit / 18) > 2) !== stray ? here + 1 : here);
          left -= 1;
          yield [`${area}${district} ${sector}${letters}`, code, draw() < 0.3 ? "201907" : ""];
        }
      }
    }
  }
}

/** The rows of a directory as text, in pieces of about a megabyte. */
export function* directory(rows, authorities, seed) {
  let piece = `${HEADER}\r\n`;
  for (const [postcode, code, ended] of postcodes(rows, authorities, seed)) {
    const short = postcode.replace(" ", "");
    piece += `"${short}","${postcode.replace(" ", "  ")}","${postcode}","198001","${ended}","E10000017","E58000000","${code}","E05000000","E04000000","0",350000,430000,"1","E01000000","E02000000",53.7,-2.6,12345\r\n`;
    if (piece.length > 1_000_000) {
      yield piece;
      piece = "";
    }
  }
  yield piece;
}

if (process.argv[1]?.endsWith("directory.mjs") && process.argv.length > 3) {
  const [file, rows] = process.argv.slice(2);
  const own = Array.from({ length: 12 }, (_, at) => `E0700${String(117 + at).padStart(4, "0")}`);
  const stream = createWriteStream(file);
  for (const piece of directory(Number(rows), own)) if (!stream.write(piece)) await once(stream, "drain");
  stream.end();
}
