// Made-up people: households with papers that hold together, givers and their words. Nobody here exists.

/** Numbers that look like chance and are the same each time (mulberry32). */
export function chance(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const two = (number) => String(number).padStart(2, "0");

/** A NIK: district of first registration, day of birth (+40 for women), serial. */
export function nik(district, { year, month, day, sex }, serial) {
  return district.replaceAll(".", "") + two(day + (sex === "P" ? 40 : 0)) + two(month) + two(year % 100) + String(serial).padStart(4, "0");
}
/** A family card's number: the same shape with the day it was written. */
export function kk(district, { year, month, day }, serial) {
  return nik(district, { year, month, day, sex: "L" }, serial);
}

const by_region = {
  "32": {
    P: ["Ratna Komalasari", "Yuyun Yuningsih", "Neng Siti Aisyah", "Euis Kartika", "Iis Rohaeti", "Cucu Sumiati", "Entin Kartini", "Tati Hartati", "Imas Masitoh", "Wiwin Winarti", "Eneng Lilis", "Dedeh Juariah"],
    L: ["Asep Kurnia", "Dadang Hidayat", "Ujang Supriatna", "Cecep Permana", "Deden Mulyana", "Jajang Nurjaman", "Yayan Sofyan", "Encep Rukmana", "Aang Suhendar", "Tatang Sutisna", "Endang Rahmat", "Iwan Gunawan"],
    children: ["Rizki Maulana", "Siti Nurjanah", "Fajar Ramadan", "Intan Permata", "Dede Irfan", "Alya Zahra", "Gilang Pratama", "Nabila Putri"],
  },
  "35": {
    P: ["Siti Khotimah", "Sri Wahyuni", "Lilik Suryani", "Ninik Hartatik", "Umi Kulsum", "Yuli Astuti", "Wiwik Handayani", "Tutik Rahayu", "Dwi Lestari", "Endah Puspita", "Siti Fatimah", "Rina Kusumawati"],
    L: ["Suyanto", "Slamet Riyadi", "Mulyono", "Hariadi", "Sugeng Priyanto", "Joko Santoso", "Wahyudi", "Bambang Susilo", "Kasiyanto", "Supriyadi", "Didik Hermawan", "Teguh Wibowo"],
    children: ["Bima Aditya", "Nayla Azzahra", "Raka Firmansyah", "Citra Dewi", "Dimas Saputra", "Salsabila", "Aditya Nugroho", "Keisha Aulia"],
  },
  "73": {
    P: ["Nurhaedah", "Sitti Hawa", "Hj. Rosmini", "Marhuma", "Darmawati", "Nurlina", "Suriani", "Kasmawati", "Jumriah", "Hasnawati", "Satriani", "Mardiana"],
    L: ["Syamsuddin", "Baharuddin", "Abdul Kadir", "Ambo Upe", "Sudirman", "Jamaluddin", "Ilham Saleh", "Rusli", "Muh. Yusuf", "Tahir", "Hamzah", "Arifuddin"],
    children: ["Muh. Fadil", "Nur Aisyah", "Andi Rafli", "Sitti Khadijah", "Aqila", "Muh. Raihan", "Nurul Izzah", "Akbar"],
  },
};

/** `many` households of one village. */
export function households(village, many, seed) {
  const random = chance(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const names = by_region[village.slice(0, 2)];
  const district = village.slice(0, 8);
  return Array.from({ length: many }, (_, i) => {
    const sex = i % 3 === 1 ? "L" : "P";
    const head = names[sex][Math.floor(i / 2) % names[sex].length] + (i >= 2 * names[sex].length ? ` ${"ABCDEFGH"[i % 8]}.` : "");
    const born = { year: 1968 + Math.floor(random() * 28), month: 1 + Math.floor(random() * 12), day: 1 + Math.floor(random() * 28), sex };
    const child = { year: 2014 + Math.floor(random() * 9), month: 1 + Math.floor(random() * 12), day: 1 + Math.floor(random() * 28), sex: i % 2 ? "L" : "P" };
    return {
      area: village, head, sex, decile: i % 9 === 8 ? 5 : 1 + Math.floor(random() * 4),
      rt: String(1 + (i % 4)).padStart(3, "0"), rw: String(2 + (i % 3)).padStart(3, "0"),
      nik: nik(district, born, 1 + seed * 40 + i), kk: kk(district, { year: 2012 + (i % 9), month: 3, day: 11 }, 1 + seed * 40 + i),
      members: [{ name: pick(names.children), sex: child.sex, relation: "child", nik: nik(district, child, 1 + seed * 40 + i) }],
    };
  });
}

/** Who gives, and what they say; null gives without a name. */
export const givers = [
  ["Ibu Ani", "Semoga bermanfaat untuk adik-adik."], [null, null], ["Keluarga Pak Hadi", "Titip salam untuk Bapak Ibu di sana."], [null, "Semoga Allah mudahkan."],
  ["Maria Kusuma", "Sedikit dari kami, semoga cukup berarti."], ["Alumni SMAN 1 angkatan 2004", "Patungan kecil dari grup. Terima kasih sudah transparan!"], [null, null], ["Rudi H.", null],
  ["Gede Suarta", "Rahajeng. Semoga lancar sampai ke warga."], [null, "Atas nama almarhumah Ibu."], ["Yohana T.", "Senang bisa melihat sampai mana donasinya."], [null, null],
  ["Pengajian Al-Ikhlas RW 05", "Hasil celengan pengajian bulan ini."], ["Fitri", "Semangat terus, tim!"], [null, "Mohon doanya untuk kesembuhan ayah kami."], ["Kopi Tepi Sawah", "Sebagian penjualan kopi hari Minggu."],
  ["Bu Lina", null], [null, null], ["Daniel S.", "Tuhan memberkati."], ["Arisan Ibu-ibu Blok C", "Uang arisan yang disisihkan. Sehat selalu, ya, Bu."],
  ["Pak RT 03", "Kolekan warga RT 03, semoga berkah."], ["Hendra W.", "Saya sudah cek jejak donasi bulan lalu. Mantap."], ["Mbak Asih", null], ["Komunitas Gowes Pagi", "Seribu rupiah untuk setiap kilometer."],
  ["Opa Karel", "God bless. Dari Manado."], ["SD kelas 5B", "Tabungan kelas kami untuk teman-teman."], [null, "Semoga jadi amal jariyah."], ["Nur Azizah", "Bismillah, semoga lekas pulih."], ["Wahyu & teman kantor", "Hasil bazar Jumat."], ["Cik Mei", "Sehat-sehat semua, ya."], [null, "Untuk anak-anak yang semangat belajar."], ["Bang Togar", "Horas! Titip untuk yang paling butuh."],
  [null, "Tidak banyak, tapi ikhlas."], ["Taufik", "Dulu saya juga dibantu waktu sekolah."], ["Sinta & Bayu", "Syukuran kecil kelahiran putri kami."], [null, null],
];
/** Who gives much, by virtual account. */
export const houses_that_give = [
  ["PT Contoh Sejahtera", "Dana sosial karyawan, triwulan ini."], ["Koperasi Pegawai Contoh", "Dari sisa hasil usaha anggota."],
  ["Paguyuban Perantau Luwu", "Untuk kampung halaman. Kami menyusul dengan tenaga."], ["CV Maju Bersama Contoh", "Semoga air cepat mengalir."],
];
