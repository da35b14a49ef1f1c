// Hand-overs as each household's own photo would show them: other people, another place, another hour. Number by number the
// same picture each time it is drawn.
import * as d from "./drawing.mjs";
const { ink, at, group, person, child, sitting } = d;

const pick = (list, n) => list[n % list.length];
const W = 1200, H = 900;

/** The hour and the weather: what the colours of sky and land become, and where the sun stands (none: it is overcast). */
export const moods = {
  warm: { sky: [ink.sky, ink.pale], sun: [0.78, 190] },
  morning: { sky: ["#9fd0e6", "#eef6ee"], land: ["#a9cbd2", "#7fb5a6", "#4f9e86", "#2c7f6b", "#14604f"], sun: [0.2, 120] },
  noon: { sky: ["#5fb3e0", "#dff1f7"], land: ["#a7cfc0", "#9cc95f", "#7bb446", "#4f9640", "#2f7a3a"], sun: [0.5, 330] },
  dusk: { sky: ["#e0764f", "#fbd39a"], land: ["#b98aa0", "#96698c", "#75557e", "#553f68", "#3d2f52"], sun: [0.3, 70] },
  rain: { sky: ["#93a3ad", "#d5dcda"], land: ["#a8b5b6", "#869c93", "#6a8678", "#4c6d5d", "#385648"] },
  dry: { sky: ["#f0c987", "#fbeccb"], land: ["#cdbf95", "#c0a662", "#a98b4a", "#8c7038", "#6d5629"], sun: [0.86, 250] },
};
const land_inks = [ink.far, ink.mist, ink.meadow, ink.leaf, ink.deep];
/** The same drawing at another hour. */
export const in_mood = (svg, { land = land_inks }) => land_inks.reduce((drawn, colour, i) => drawn.replaceAll(colour, land[i]), svg);

function under_the_sky(mood, y, more = "") {
  const sky = mood.sun ? group(d.sun(W * mood.sun[0], y - mood.sun[1], 64), d.birds(W * (1 - mood.sun[0]), y - 240)) : [[200, 110, 1.6], [620, 80, 1.9], [1000, 140, 1.7]].map(([x, cy, s]) => d.cloud(x, cy, s, "#c3cccd")).join("");
  return group(sky, in_mood(group(d.mountains(W, y), d.hills(W, H, y)), mood), more);
}

// ---- places: what lies behind the people, and under which sky
const roofs = [ink.clay, "#7c8f9c", ink.plum, "#9a3f32", ink.leaf], walls = ["#fbf3df", "#cfe3e4", "#f2d3c4", "#e3e9c9", "#ead9b8"];
const yard = (n, mood) => group(under_the_sky(mood, 370 + (n % 3) * 25), d.home(pick([900, 270, 620], n), 680, pick([1.9, 1.6, 2.2], n), pick(walls, n), pick(roofs, n)), in_mood(d.ground(W, H, 690), mood), n % 2 ? d.palm(pick([1110, 90], n >> 1), 720, 1.3) : d.bush(pick([90, 1090], n >> 1), 770, 1.4));
const room = (n, board = "") => {
  const y = 640;
  const sills = pick([[90, 920], [500], [70, 930], [950]], n).map((x) => group(d.box(x, 150, 190, 230, "#8a5c30", 6), d.box(x + 12, 162, 166, 206, pick(["#cfe6e2", "#f6d9a0", "#bcd3e6"], n), 2), d.line(`M${x + 95} 162 V368 M${x + 12} 260 H${x + 178}`, "#8a5c30", 8))).join("");
  return group(d.box(0, 0, W, H, pick(["#d8e6ea", "#f3dcc0", "#e2e7cf", "#eed3cf", "#efe6c8"], n), 0), d.box(0, y, W, H - y, pick(["#8e6a48", "#b9a27c", "#9c7b8a", "#7f8f86"], n), 0), d.box(0, y - 14, W, 16, "#7a5a3a", 0), sills, board && d.banner(360, 80, 480, board, pick([ink.red, ink.blue, ink.plum, ink.deep], n)), n % 3 === 1 ? d.bunting(0, W, 20) : "");
};
const porch = (n) => group(d.box(0, 0, W, H, pick(walls, n + 1), 0), d.box(0, 0, W, 90, pick(roofs, n), 0), d.box(0, 90, W, 20, "#7a5a3a", 0), d.box(pick([120, 860], n), 200, 210, 460, pick([ink.wood, "#4d7a78", "#7b4a3a"], n), 6), d.circle(pick([300, 1040], n), 440, 9, ink.sun), d.box(pick([560, 420], n), 230, 230, 220, "#9cc3c4", 6), d.line(`M${pick([675, 535], n)} 230 v220 M${pick([560, 420], n)} 340 h230`, ink.white, 9), d.box(0, 650, W, 250, pick(["#b5b0a2", "#c88f6d", "#a9b8a6"], n), 0), [0, 1, 2, 3, 4].map((i) => d.line(`M0 ${690 + i * 52} H1200`, "#00000022", 4)), d.box(pick([1010, 60], n), 700, 110, 90, ink.clay, 10), d.bush(pick([1060, 110], n), 706, 1));
const camp = (n, mood) => group(under_the_sky(mood, 360 + (n % 2) * 40), d.ground(W, H, 640, pick(["#8a6a45", "#7b6a55", "#937452"], n)), d.tent(pick([900, 280, 640], n), 740, pick([1.5, 1.8, 1.3], n), pick([ink.white, "#f4ead2", "#dfe8d0"], n), pick([ink.blue, ink.clay, ink.deep, ink.plum], n)), n % 2 ? d.tent(pick([250, 1000], n >> 1), 700, 1, "#f4ead2", pick([ink.red, ink.leaf], n)) : at(pick([1120, 70], n), 860, 1.5, d.carton(1)));

// ---- people: who gives and who receives
const dresses = [ink.plum, ink.red, "#2c7f8c", ink.clay, "#b0527a", "#5b6d8a", "#8c7038", ink.blue], scarves = [ink.sun, ink.white, "#e8c7d0", "#9fc4ac", "#d7e4ef", "#c98f6a"];
const woman = (n) => ({ dress: pick(dresses, n), head: "hijab", colour: pick(scarves, n * 5 + 1), skin: n });
const man = (n) => ({ dress: pick(dresses, n + 4), legs: pick(["#3f4a44", "#4b4438", "#2d3a52"], n), head: pick(["peci", "hair", "cap", "caping"], n), colour: pick([ink.deep, ink.red, ink.blue], n), skin: n + 1 });
const officer = (n) => (n % 3 ? { ...man(n), head: pick(["cap", "peci", "hair"], n), vest: pick([ink.sun, ink.clay, "#cfd94a"], n) } : { ...woman(n + 3), vest: pick([ink.clay, ink.sun], n) });
const pupil = (n) => ({ dress: "#fbfaf6", legs: pick(["#b93a30", "#2d4a86"], n >> 1), head: pick(["hair", "plaits", "hijab"], n), colour: ink.white, skin: n });
const little = (n) => ({ dress: pick([ink.sun, ink.rose, "#7fb5a6", ink.red], n), legs: pick([ink.blue, ink.bark, "#3f4a44"], n), head: pick(["hair", "plaits"], n), skin: n + 2 });

/** Giver and receiver with `thing` between them, and whoever stands by; every second time the other way round. */
function meeting(n, thing, scale, receiver) {
  const apart = pick([0, 60, 30], n), size = pick([2.1, 1.9, 2.2], n);
  const here = person(400 - apart, 850, size, { ...officer(n), pose: "give", holds: at(82, -66, 1, thing(scale)) });
  const by = pick([() => "", () => child(1010, 850, 1.3, { ...little(n), left: true }), () => person(1040, 845, 1.9, { ...man(n + 2), left: true, pose: "down" }), () => group(child(150, 855, 1.2, little(n + 1)), child(1030, 855, 1.35, { ...little(n + 2), left: true, pose: "wave" }))], n);
  const all = group(here, receiver(n, 740 + apart / 2, size), by());
  return n % 2 ? d.flipped(W, 0, 1, all) : all;
}
const stands = (n, x, size) => person(x, 850, size, { ...(n % 3 === 2 ? man(n) : woman(n)), left: true, pose: pick(["give", "front"], n) });
const sits = (n, x) => sitting(x, 855, 1.9, { ...woman(n), left: true, pose: "give" });
const takes_it_home = (n, x, size) => child(x - 40, 850, size * 0.8, { ...pupil(n), left: true, pose: "give" });
const with_a_baby = (n, x, size) => person(x, 850, size, { ...woman(n), left: true, pose: "front", holds: at(22, -96, 1, d.oval(0, 8, 30, 22, pick([ink.white, "#cfe3e4", "#f2d3c4"], n)) + d.circle(-14, -14, 16, "#a56a43")) });

const kit = (n) => (s) => d.backpack(s, pick([ink.red, ink.sun, ink.leaf, ink.plum, "#2c7f8c", ink.clay], n));
const food = (n) => (s) => (n % 2 ? d.basket(s * 1.2, pick([ink.sun, ink.leaf, ink.red], n)) + at(0, -30, 0.5, d.eggs(1)) : d.carton(s * 0.95));
const sky_of = (n) => pick([moods.noon, moods.morning, moods.dusk, moods.dry, moods.rain, moods.warm], n);
const drawn = (sky, ...parts) => d.page(W, H, group(...parts), ...sky.sky).replace(`width="${W}" height="${H}"`, 'width="800" height="600"');

function by_the_tap(n) {
  const mood = sky_of(n);
  return drawn(mood, yard(n + 1, mood), at(pick([420, 760, 560], n), 850, pick([2.2, 1.9, 2.5], n), d.tap(1)), at(pick([584, 906, 740], n), 866, 1.6, n % 2 ? d.jerrycan(1, pick([ink.sun, ink.blue], n >> 1)) : d.bucket(1, pick([ink.red, ink.leaf, ink.plum], n))), person(pick([810, 330, 960], n), 860, 2.1, { ...(n % 2 ? man(n) : woman(n)), left: n % 3 !== 1, pose: pick(["give", "wave", "front"], n) }), child(pick([1040, 160, 300], n), 860, 1.5, { ...little(n), left: n % 3 === 0, pose: pick(["up", "wave", "down"], n) }), in_mood(d.grass([[80, 860], [1120, 870]]), mood));
}
const on_a_table = (n, things) => group(d.table(600, 820, 420, 150), things.map((thing, i) => at(490 + i * 115, 670, 1.1, thing)).join(""));

const many = (name, count, draw) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`${name}-${n + 1}`, () => draw(n)]));
export const handovers = {
  ...many("kit", 7, (n) => { const sky = sky_of(n + 2); return drawn(sky, n % 3 === 0 ? room(n, n ? "" : "KELAS 4") : n % 3 === 1 ? yard(n, sky) : porch(n), n % 3 === 0 ? on_a_table(n, [kit(n + 1)(1), kit(n + 2)(1), d.books(1)]) : "", meeting(n, kit(n), 0.85, takes_it_home)); }),
  ...many("gizi", 8, (n) => { const sky = sky_of(n + 1); return drawn(sky, n % 3 === 1 ? room(n + 1, n === 1 ? "POSYANDU" : "") : n % 3 === 2 ? porch(n + 1) : yard(n + 2, sky), meeting(n + 1, food(n), 0.85, n % 2 ? stands : with_a_baby)); }),
  ...many("air", 5, by_the_tap),
  ...many("bersih", 8, (n) => { const sky = sky_of(n + 4); return drawn(sky, camp(n, sky), meeting(n + 2, d.hygiene, 0.8, n % 4 === 1 ? sits : stands), n % 3 ? "" : group(at(pick([560, 620], n), 872, 1.2, d.hygiene(1)))); }),
  ...many("saring", 4, (n) => { const sky = sky_of(n + 1); return drawn(sky, n % 2 ? porch(n + 2) : camp(n + 2, sky), meeting(n + 3, d.filter, 0.68, n === 2 ? sits : stands)); }),
  ...many("tenda-keluarga", 2, (n) => { const sky = n ? moods.dusk : moods.morning; return drawn(sky, under_the_sky(sky, 380), d.ground(W, H, 650, "#7b6a55"), d.tent(pick([420, 760], n), 770, 2.2, pick(["#f4ead2", "#dfe8d0"], n), pick([ink.red, ink.blue], n)), person(pick([880, 220], n), 855, 2, { ...officer(n + 1), left: n === 0, pose: "wave" }), n ? group(sitting(960, 855, 1.8, { ...woman(5), left: true }), child(1090, 855, 1.3, { ...little(1), left: true })) : group(person(1060, 855, 1.9, { ...woman(2), left: true, pose: "down" }), child(190, 855, 1.4, little(3)))); }),
};
