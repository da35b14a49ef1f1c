// A made-up giver's account for the mock: signed in by the cookie donatur=siti, which opening /donatur/rutin sets.
const id = (n) => `019330a0-0000-7000-8000-${String(n).padStart(12, "0")}`;
const rp = (whole) => whole * 100;
const gift = (n, state, amount, more = {}) => ({
  id: id(9100 + n), state, amount: rp(amount), refunded: 0, at: "2026-11-22T08:00:00+07:00", paid_at: state === "paid" ? "2026-11-22T08:05:00+07:00" : null, trace: "contoh-a",
  title: "Tas dan buku untuk Mekarmukti", slug: "tas-dan-buku-mekarmukti", organisation: "Yayasan Contoh Lumbung", plan: null, ...more,
});
const plan = {
  id: id(9201), state: "active", title: "Tas dan buku untuk Mekarmukti", slug: "tas-dan-buku-mekarmukti", organisation: "Yayasan Contoh Lumbung", amount: rp(50000), method: "qris",
  every: "month", starts: "2026-09-22", ends: null, at_end: "organisation_chooses", next_due: "2026-12-22",
};
const periods = [
  { number: 2, due: "2026-11-22", state: "waiting", refusal: "", trace: "contoh-a", gift: id(9102) }, { number: 1, due: "2026-10-22", state: "expired", refusal: "", trace: "contoh-b", gift: id(9103) },
  { number: 0, due: "2026-09-22", state: "paid", refusal: "", trace: "contoh-a", gift: id(9104) },
];
const letters = [{ id: id(9301), to: "siti@contoh.id", subject: "Kode masuk Lumbung: 1234 5678", text: "Kode masuk Anda:\n\n    1234 5678\n\nBerlaku 10 menit dan hanya sekali pakai. Ketik di halaman https://lumbung.example/donatur.\n", at: "2026-11-22T08:00:00+07:00" }];

export function donor_answer(method, path, body, cookies) {
  const yes = (answer, status = 200) => ({ status, body: answer });
  if (path === "/api/sandbox/letters") return yes({ items: letters });
  if (!path.startsWith("/api/giver")) return null;
  const here = /donatur=siti/.test(cookies);
  if (path === "/api/giver" && method === "GET") return yes(here
    ? { signed_in: true, letters: true, email: "siti@contoh.id", name: "Siti Rahmawati", since: "2026-09-22T08:00:00+07:00", years: [{ year: 2026, given: rp(125000), refunded: rp(25000), gifts: 3 }] }
    : { signed_in: false, letters: true });
  if (path === "/api/giver/codes") return yes({ minutes: 10, sandbox: true }, 202);
  if (path === "/api/giver/gifts" && method === "GET") return yes({ items: [gift(2, "waiting", 50000, { plan: plan.id }), gift(4, "paid", 50000, { plan: plan.id }), gift(3, "expired", 50000), gift(5, "refunded", 25000, { refunded: rp(25000), paid_at: "2026-10-01T08:00:00+07:00" })], next: null });
  if (path === "/api/giver/plans") return yes({ items: [plan, { ...plan, id: id(9202), state: "paused", next_due: null, every: "week", amount: rp(10000) }] });
  if (path.startsWith("/api/giver/plans/")) return yes({ ...plan, periods });
  return null;
}
