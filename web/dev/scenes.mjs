// Drawn stand-ins for photographs, for the mock server only.
const pick = (list, n) => list[n % list.length];
const skies = [["#fbdfae", "#fdf3df"], ["#bfdcf0", "#eef7fb"], ["#f6cdb4", "#fdeee2"], ["#cfe6d6", "#f2f9f2"], ["#d9d4ee", "#f5f3fb"]];
const lands = [["#8cb894", "#4f9069", "#1f6547"], ["#a8b98a", "#7d9a5c", "#4c6d35"], ["#c7ae83", "#a5854f", "#6f5630"], ["#9ec3c8", "#5f98a1", "#2e6671"]];

const things = {
  school: `<g><rect x="300" y="190" width="130" height="130" rx="26" fill="#c2452f"/><rect x="318" y="240" width="94" height="62" rx="12" fill="#a63622"/><path d="M335 190c0-40 60-40 60 0" fill="none" stroke="#8e2c1b" stroke-width="12"/><rect x="455" y="270" width="110" height="20" rx="4" fill="#1f63ad"/><rect x="462" y="248" width="98" height="20" rx="4" fill="#f2b33d"/><rect x="468" y="226" width="88" height="20" rx="4" fill="#f6f2e6"/><path d="M200 320l26-88 26 88z" fill="#f2b33d"/><path d="M218 260l8-28 8 28z" fill="#5a3413"/></g>`,
  rice: `<g><path d="M250 320c-16-80 10-120 50-126 44 6 66 50 50 126z" fill="#e9dcc0"/><path d="M380 320c-14-72 10-108 46-112 40 6 58 46 46 112z" fill="#dccba6"/><path d="M290 196l-8-22h36l-8 22zM416 208l-8-20h34l-8 20z" fill="#c4ae80"/><text x="300" y="272" font-family="sans-serif" font-size="30" font-weight="700" text-anchor="middle" fill="#7d673b">10 kg</text><text x="426" y="276" font-family="sans-serif" font-size="26" font-weight="700" text-anchor="middle" fill="#7d673b">10 kg</text><ellipse cx="560" cy="310" rx="56" ry="16" fill="#fdfaf0"/></g>`,
  water: `<g><rect x="320" y="150" width="120" height="150" rx="14" fill="#2d6ea8"/><rect x="320" y="176" width="120" height="10" fill="#225684"/><rect x="320" y="230" width="120" height="10" fill="#225684"/><rect x="310" y="300" width="140" height="24" fill="#7d7467"/><path d="M440 270h54v18h-30v30h-12v-36h-12z" fill="#9aa4aa"/><path d="M458 326c-10 16-12 22 0 24 12-2 10-8 0-24z" fill="#7fb7dd"/></g>`,
  house: `<g><path d="M240 230l140-90 140 90z" fill="#8a4f2c"/><rect x="268" y="230" width="224" height="100" fill="#f0dfc2"/><rect x="350" y="262" width="56" height="68" fill="#6b431c"/><rect x="290" y="254" width="42" height="36" fill="#9cc6d8"/><rect x="428" y="254" width="42" height="36" fill="#9cc6d8"/></g>`,
  fish: `<g><ellipse cx="330" cy="300" rx="130" ry="30" fill="#b98d54"/><path d="M250 280c30-34 90-34 120 0l34-20v44l-34-20c-30 30-90 30-120-4z" fill="#8fa9b8"/><path d="M280 300c30-30 80-30 108 0l30-18v38l-30-18c-28 28-78 28-108-2z" fill="#a9bfca"/><circle cx="272" cy="276" r="5" fill="#22313a"/><circle cx="302" cy="296" r="5" fill="#22313a"/></g>`,
};

export function scene(kind, seed) {
  const [a, b] = pick(skies, seed);
  const [x, y, z] = pick(lands, seed >> 1);
  const sun = 120 + ((seed * 137) % 520);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 750 400"><defs><linearGradient id="s" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${a}"/><stop offset="1" stop-color="${b}"/></linearGradient></defs><rect width="750" height="400" fill="url(#s)"/><circle cx="${sun}" cy="96" r="44" fill="#fff" opacity=".7"/><path d="M0 210c110-70 210-60 330-24s250 26 420-46v260H0z" fill="${x}"/><path d="M0 270c150-50 270-30 400-4s240 10 350-30v164H0z" fill="${y}"/><path d="M0 330c180-30 330-20 460-2s200 6 290-12v84H0z" fill="${z}"/>${things[kind] ?? things.house}</svg>`;
}
