// What the demo's pictures are drawn with: hills, people without faces, things that are handed over. Each gives SVG.
export const ink = { night: "#0e3b2c", deep: "#155e43", leaf: "#2f7d57", meadow: "#5c9a72", mist: "#86b48f", far: "#bad3bf", sand: "#f3d9a4", sky: "#fbe3b6", pale: "#fdf1d8", sun: "#f6c55c", wood: "#6f4420", bark: "#4b2c12", straw: "#b98647", red: "#d9533f", blue: "#2360a5", plum: "#7a4a86", rose: "#d98a8a", water: "#bcdde2", white: "#fbfaf6", grey: "#8d9a92", clay: "#c9764a" };

export const at = (x, y, scale, inside) => `<g transform="translate(${x} ${y}) scale(${scale})">${inside}</g>`;
export const flipped = (x, y, scale, inside) => `<g transform="translate(${x} ${y}) scale(${-scale} ${scale})">${inside}</g>`;
export const group = (...parts) => parts.flat().join("");
const path = (d, fill, more = "") => `<path d="${d}" fill="${fill}" ${more}/>`;
const line = (d, stroke, width, more = "") => `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`;
export const circle = (x, y, r, fill, more = "") => `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}" ${more}/>`;
export const oval = (x, y, rx, ry, fill) => `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}"/>`;
export const box = (x, y, w, h, fill, r = 4) => `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}" fill="${fill}"/>`;
const shadow = (x, y, rx) => `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${rx / 6}" fill="#000" opacity=".14"/>`;

export function page(width, height, inside, top = ink.sky, bottom = ink.pale) {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient></defs><rect width="${width}" height="${height}" fill="url(#sky)"/>${inside}</svg>`;
}

// ---- the land
export const sun = (x, y, r = 74) => circle(x, y, r * 1.5, ink.sun, 'opacity=".35"') + circle(x, y, r, ink.sun);
export const birds = (x, y) => [[0, 0, 1], [90, 26, 0.8], [-60, 46, 0.7]].map(([dx, dy, s]) => at(x + dx, y + dy, s, line("M-20 0 Q-10 -10 0 0 Q10 -10 20 0", ink.bark, 4))).join("");
export const cloud = (x, y, s = 1, fill = "#fffaf0") => at(x, y, s, oval(0, 0, 70, 24, fill) + oval(-30, -16, 36, 26, fill) + oval(24, -20, 44, 32, fill));

export function mountains(w, y) {
  return path(`M0 ${y + 60} L${w * 0.12} ${y - 50} L${w * 0.25} ${y + 45} L${w * 0.4} ${y - 110} L${w * 0.56} ${y + 50} L${w * 0.7} ${y - 60} L${w * 0.84} ${y + 55} L${w * 0.95} ${y - 20} L${w} ${y + 30} V${y + 400} H0Z`, ink.far);
}
export function hills(w, h, y) {
  return group(
    path(`M0 ${y + 30} Q${w * 0.2} ${y - 50} ${w * 0.45} ${y + 20} T${w} ${y - 10} V${h} H0Z`, ink.mist),
    path(`M0 ${y + 110} Q${w * 0.3} ${y + 20} ${w * 0.6} ${y + 100} T${w} ${y + 70} V${h} H0Z`, ink.meadow),
    [0, 1, 2].map((i) => line(`M${w * 0.55} ${y + 110 + i * 22} Q${w * 0.78} ${y + 70 + i * 24} ${w} ${y + 92 + i * 24}`, ink.leaf, 4, 'opacity=".55"')),
    path(`M0 ${y + 190} Q${w * 0.25} ${y + 130} ${w * 0.55} ${y + 190} T${w} ${y + 170} V${h} H0Z`, ink.leaf));
}
export const ground = (w, h, y, fill = ink.deep) => path(`M0 ${y} Q${w * 0.3} ${y - 30} ${w * 0.6} ${y} T${w} ${y - 8} V${h} H0Z`, fill);
export const grass = (places) => places.map(([x, y]) => at(x, y, 1, line("M-12 0 L-18 -26 M0 0 V-34 M12 0 L18 -26", ink.leaf, 4))).join("");
export const pond = (x, y, rx, ry) => oval(x, y, rx, ry, ink.water) + [[-0.4, -0.2], [0.1, 0.15], [0.35, -0.35], [-0.1, 0.5]].map(([a, b]) => line(`M${x + a * rx} ${y + b * ry} h${rx * 0.22}`, "#fff", 5, 'opacity=".8"')).join("");
export const palm = (x, y, s = 1) => at(x, y, s, line("M0 0 Q14 -110 0 -220", ink.wood, 16) + [[-90, -210], [-70, -270], [0, -300], [76, -268], [92, -206]].map(([a, b]) => line(`M0 -222 Q${a * 0.6} ${b - 10} ${a} ${b + 26}`, ink.leaf, 20)).join(""));
export const bush = (x, y, s = 1, fill = ink.leaf) => at(x, y, s, circle(-34, -18, 34, fill) + circle(10, -34, 44, fill) + circle(48, -14, 32, fill));

export function lumbung(x, y, s = 1) {
  const posts = [-96, -36, 40, 100].map((px) => box(px - 7, -60, 14, 64, ink.bark, 6)).join("");
  return at(x, y, s, shadow(0, 4, 150) + posts + box(-130, -74, 260, 18, ink.wood, 4) +
    path("M-104 -74 L-120 -220 H120 L104 -74Z", ink.straw) + [-110, -150, -190].map((py) => line(`M-112 ${py} H112`, "#9b6c33", 4)).join("") + [-60, -4, 60].map((px) => line(`M${px} -74 V-218`, "#9b6c33", 4)).join("") +
    box(-26, -176, 54, 102, ink.bark, 2) + circle(16, -122, 5, ink.sun) +
    path("M-170 -214 Q-52 -270 0 -384 Q52 -270 170 -214 Q0 -182 -170 -214Z", "#7d5127") + line("M0 -378 Q-40 -270 -96 -210 M0 -378 Q44 -270 96 -210 M0 -378 V-202", ink.wood, 4) + line("M-24 -422 L4 -372 M24 -422 L-4 -372", ink.wood, 11));
}
export const home = (x, y, s = 1, wall = "#ead9b8", roof = ink.clay) => at(x, y, s, shadow(0, 4, 130) + box(-110, -120, 220, 122, wall, 3) + path("M-140 -114 L-84 -204 H84 L140 -114Z", roof) + box(-20, -84, 46, 86, ink.wood, 3) + box(-88, -88, 46, 40, "#9cc3c4", 3) + box(50, -88, 42, 40, "#9cc3c4", 3) + line("M-65 -88 v40 M71 -88 v40", ink.white, 4));

// ---- people: no face, ever
const skins = ["#8a5636", "#a56a43", "#75472b", "#bb7f55"];
function arms(how, sleeve, skin) {
  const arm = (d, hand) => line(d, sleeve, 17) + circle(hand[0], hand[1], 10, skin);
  return {
    down: arm("M-22 -116 Q-40 -84 -38 -54", [-38, -50]) + arm("M22 -116 Q40 -84 38 -54", [38, -50]),
    front: arm("M-20 -114 Q-30 -82 22 -80", [28, -80]) + arm("M22 -114 Q44 -92 62 -86", [66, -86]),
    give: arm("M20 -114 Q40 -96 66 -98", [72, -98]) + arm("M-20 -114 Q-6 -78 58 -82", [64, -82]),
    up: arm("M-22 -116 Q-52 -150 -36 -196", [-36, -202]) + arm("M22 -116 Q52 -150 36 -196", [36, -202]),
    wave: arm("M-22 -116 Q-40 -84 -38 -54", [-38, -50]) + arm("M22 -116 Q56 -140 60 -176", [62, -182]),
  }[how];
}
function headwear(kind, colour, skin) {
  if (kind === "hijab") return path("M-34 -120 Q-40 -190 0 -192 Q40 -190 34 -120 Q0 -104 -34 -120Z", colour) + oval(2, -152, 17, 20, skin);
  if (kind === "peci") return circle(0, -152, 24, skin) + path("M-24 -158 L-20 -184 Q0 -190 20 -184 L24 -158Z", "#20242a");
  if (kind === "caping") return circle(0, -150, 24, skin) + path("M-52 -156 Q0 -172 52 -156 L0 -200Z", ink.straw);
  if (kind === "cap") return circle(0, -152, 24, skin) + path("M-25 -156 Q-22 -182 0 -182 Q22 -182 25 -156Z", colour) + box(8, -162, 36, 9, colour, 4);
  if (kind === "plaits") return path("M-27 -150 Q-30 -184 0 -184 Q30 -184 27 -150Z", "#2a211c") + circle(0, -150, 23, skin) + path("M-24 -156 Q-10 -182 24 -158 Q14 -186 -14 -180Z", "#2a211c") + line("M-25 -150 Q-36 -132 -32 -114 M25 -150 Q36 -132 32 -114", "#2a211c", 9);
  return circle(0, -152, 24, skin) + path("M-25 -150 Q-28 -184 0 -182 Q28 -184 25 -150 Q16 -170 0 -170 Q-16 -170 -25 -150Z", "#2a211c");
}
/** A person of 190 units, standing on (0, 0), turned to the right. */
export function person(x, y, s, { dress = ink.red, legs, head = "hijab", colour = ink.sun, skin = 0, pose = "front", left = false, holds = "", vest } = {}) {
  const tone = skins[skin % skins.length];
  const body = legs ? box(-20, -66, 17, 66, legs, 5) + box(4, -66, 17, 66, legs, 5) + path("M-26 -58 Q-30 -124 -12 -130 H12 Q30 -124 26 -58 Q0 -50 -26 -58Z", dress)
    : path("M-40 0 Q-34 -86 -22 -124 Q0 -138 22 -124 Q34 -86 40 0 Q0 8 -40 0Z", dress);
  const over = vest ? path("M-24 -62 Q-28 -122 -12 -128 L-5 -62Z M24 -62 Q28 -122 12 -128 L5 -62Z", vest) : "";
  return (left ? flipped : at)(x, y, s, shadow(0, 2, 46) + body + over + headwear(head, colour, tone) + holds + arms(pose, vest ? dress : dress, tone));
}
export const child = (x, y, s, more = {}) => person(x, y, s, { dress: "#fbfaf6", legs: "#b93a30", head: "hair", pose: "down", ...more });
/** Somebody who sits on the ground: (0, 0) is the ground. */
export function sitting(x, y, s, { dress = ink.blue, head = "hijab", colour = ink.sun, skin = 0, left = false, holds = "", pose = "front" } = {}) {
  const tone = skins[skin % skins.length];
  return (left ? flipped : at)(x, y, s, shadow(10, 2, 66) + path("M-46 0 Q-50 -34 -22 -44 H30 Q70 -34 76 0Z", dress) + at(0, 40, 1, path("M-26 -72 Q-28 -120 -14 -128 H14 Q28 -120 28 -72Z", dress) + headwear(head, colour, tone) + holds + arms(pose, dress, tone)));
}

// ---- things
export const backpack = (s = 1, colour = ink.blue) => at(0, 0, s, line("M-14 -52 Q0 -74 14 -52", ink.bark, 6) + box(-34, -56, 68, 78, colour, 18) + box(-24, -18, 48, 32, "#fff", 8).replace("/>", ' opacity=".28"/>') + line("M-18 -30 H18", ink.sun, 5));
export const carton = (s = 1, mark = "") => at(0, 0, s, box(-46, -62, 92, 62, "#c99a5f", 4) + path("M-46 -62 L-30 -78 H62 L46 -62Z", "#dcb27a") + path("M46 -62 L62 -78 V-18 L46 0Z", "#a97c45") + box(-8, -62, 16, 62, "#e9cf9f", 0) + mark);
export const jerrycan = (s = 1, colour = ink.blue) => at(0, 0, s, box(-30, -76, 60, 76, colour, 10) + box(6, -92, 18, 18, ink.sun, 4) + line("M-20 -88 H0", colour, 10) + line("M-16 -56 L16 -16 M16 -56 L-16 -16", "#fff", 4, 'opacity=".35"'));
export const bucket = (s = 1, colour = ink.blue) => at(0, 0, s, path("M-36 -58 H36 L28 0 H-28Z", colour) + oval(0, -58, 36, 9, ink.water) + line("M-36 -60 Q0 -104 36 -60", ink.grey, 4));
export const basket = (s = 1, inside = ink.sun) => at(0, 0, s, oval(0, -30, 46, 16, inside) + path("M-48 -30 Q0 -12 48 -30 L38 0 Q0 8 -38 0Z", ink.straw) + line("M-42 -18 Q0 0 42 -18 M-40 -8 Q0 8 40 -8", "#96672f", 4));
export const fish = (s = 1, fill = "#e9edf0") => at(0, 0, s, path("M0 -44 Q22 -16 6 18 L18 40 H-18 L-6 18 Q-22 -16 0 -44Z", fill) + line("M-7 -14 Q0 -8 7 -14", "#b6c2c8", 3));
export const books = (s = 1) => at(0, 0, s, box(-46, -16, 92, 16, ink.red, 3) + box(-40, -32, 84, 16, ink.sun, 3) + box(-44, -48, 80, 16, ink.leaf, 3) + line("M-30 -40 h30 M-26 -24 h30 M-32 -8 h30", "#fff", 3));
export const eggs = (s = 1) => at(0, 0, s, box(-54, -16, 108, 16, "#b9b2a3", 5) + [-38, -13, 12, 37].map((x) => oval(x, -24, 12, 16, "#f1d3b0")).join(""));
export const scale_of_posyandu = (s = 1) => at(0, 0, s, line("M0 -330 V-214", ink.bark, 6) + circle(0, -196, 34, ink.white) + circle(0, -196, 34, "none", `stroke="${ink.deep}" stroke-width="7"`) + line("M0 -196 L14 -214", ink.red, 5) + line("M0 -162 L-46 -108 M0 -162 L46 -108", ink.bark, 4) + path("M-56 -112 Q0 -96 56 -112 Q52 -40 0 -36 Q-52 -40 -56 -112Z", ink.sun));
export const tap = (s = 1) => at(0, 0, s, box(-8, -190, 18, 190, ink.grey, 6) + line("M0 -184 H56 Q72 -184 72 -160", ink.grey, 18) + box(30, -214, 10, 26, ink.grey, 3) + line("M16 -216 H54", ink.red, 10) + line("M72 -148 V-60", ink.water, 12) + line("M72 -148 V-60", "#fff", 3));
export function tent(x, y, s = 1, cloth = ink.white, stripe = ink.blue) {
  return at(x, y, s, shadow(0, 4, 190) + path("M-180 0 L-96 -170 H96 L180 0Z", cloth) + path("M-96 -170 H96 L112 -138 H-112Z", stripe) + path("M0 -138 L-62 0 H62Z", "#3b4a44") + path("M0 -138 L-62 0 L-96 0 L-14 -138Z", "#dfe3dc") + path("M0 -138 L62 0 L96 0 L14 -138Z", "#dfe3dc") + line("M-150 -60 L-212 4 M150 -60 L212 4", ink.straw, 4));
}
export function truck(x, y, s = 1) {
  return at(x, y, s, shadow(0, 8, 250) + box(-230, -170, 300, 120, "#c0853f", 6) + [0, 1, 2].map((i) => line(`M-230 ${-146 + i * 32} H70`, "#96622a", 4)).join("") + path("M-226 -170 Q-160 -250 -70 -214 Q10 -250 66 -170Z", ink.leaf) + path("M78 -50 V-186 H150 Q172 -186 182 -150 L204 -112 Q216 -108 216 -90 V-50Z", ink.red) + path("M96 -170 H146 Q158 -170 164 -150 L176 -116 H96Z", "#cfe3e4") + box(-236, -56, 456, 22, ink.bark, 4) + [-160, 140].map((px) => circle(px, -26, 42, "#26302b") + circle(px, -26, 18, ink.grey)).join("") + circle(208, -74, 9, ink.sun));
}
export const banner = (x, y, w, text, fill = ink.red) => box(x, y, w, 74, fill, 6) + `<text x="${x + w / 2}" y="${y + 49}" font-family="Noto Sans, sans-serif" font-weight="700" font-size="36" text-anchor="middle" fill="#fff">${text}</text>`;
export const bunting = (x1, x2, y) => line(`M${x1} ${y} Q${(x1 + x2) / 2} ${y + 50} ${x2} ${y}`, ink.bark, 3) + Array.from({ length: 9 }, (_, i) => {
  const t = (i + 1) / 10, px = x1 + (x2 - x1) * t, py = y + 100 * t * (1 - t);
  return path(`M${px - 17} ${py} H${px + 17} L${px} ${py + 34}Z`, i % 2 ? ink.white : ink.red);
}).join("");
export const table = (x, y, w, h = 130) => box(x - w / 2, y - h, w, 20, ink.wood, 4) + box(x - w / 2 + 18, y - h + 20, 16, h - 20, ink.bark, 3) + box(x + w / 2 - 34, y - h + 20, 16, h - 20, ink.bark, 3);
export const tungku = (s = 1) => at(0, 0, s, box(-90, -120, 180, 120, "#8d4c34", 8) + [0, 1, 2, 3].map((i) => line(`M-90 ${-96 + i * 30} H90`, "#6f3826", 4)).join("") + path("M-40 0 V-44 Q0 -78 40 -44 V0Z", "#2b1510") + path("M-22 0 Q-26 -28 -6 -46 Q0 -24 10 -40 Q26 -20 20 0Z", ink.sun) + path("M-10 0 Q-10 -16 2 -26 Q12 -12 10 0Z", ink.red) + box(-104, -136, 208, 18, ink.bark, 4));
export const rack = (s = 1, many = 5) => at(0, 0, s, line("M-110 0 V-180 M110 0 V-180", ink.bark, 12) + line("M-128 -168 H128", ink.wood, 12) + Array.from({ length: many }, (_, i) => at(-88 + (i * 176) / (many - 1), -112, 1, line("M0 -54 V-40", ink.bark, 3) + fish(1, ["#d9a25e", "#cf9350", "#e0b06e"][i % 3]))).join(""));
export const smoke_of = (x, y, s = 1) => at(x, y, s, line("M0 0 Q-30 -50 0 -100 T0 -200", "#fff", 26, 'opacity=".5"') + line("M44 20 Q20 -40 46 -80 T50 -160", "#fff", 20, 'opacity=".4"'));
export const filter = (s = 1) => at(0, 0, s, box(-44, -160, 88, 78, "#cfe3ea", 12) + box(-44, -82, 88, 82, "#7fb2c6", 12) + box(-52, -172, 104, 18, ink.blue, 8) + path("M-44 -46 Q0 -58 44 -46 V-12 Q44 0 32 0 H-32 Q-44 0 -44 -12Z", "#4f93ad") + line("M44 -24 H66 V-12", ink.grey, 10) + line("M-30 -132 H30 M-30 -112 H30", "#9fc3cf", 5));
export const hygiene = (s = 1) => at(0, 0, s, bucket(1.15, ink.rose) + box(-24, -100, 20, 40, ink.white, 6) + box(2, -108, 16, 48, ink.leaf, 6) + box(20, -92, 14, 32, ink.sun, 5));

// ---- papers, seen from above
export const paper = (x, y, w, h, turn, inside) => `<g transform="translate(${x} ${y}) rotate(${turn})"><rect x="${-w / 2 + 12}" y="${-h / 2 + 16}" width="${w}" height="${h}" fill="#000" opacity=".16"/><rect x="${-w / 2}" y="${-h / 2}" width="${w}" height="${h}" fill="#fffdf6"/>${inside}</g>`;
export const text = (x, y, size, words, fill = "#26302b", anchor = "start", weight = 600) => `<text x="${x}" y="${y}" font-family="Noto Sans, sans-serif" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}" fill="${fill}">${words}</text>`;
export const rows = (x, y, w, many, gap) => Array.from({ length: many }, (_, i) => line(`M${x} ${y + i * gap} h${w * (0.72 + 0.28 * Math.abs(Math.sin(i * 2.3)))}`, "#c8ccc3", 8)).join("");
export const scribble = (x, y, s = 1, kind = 0, colour = "#23407c") => at(x, y, s, line(kind ? "M0 10 C20 -50 34 -44 26 8 S50 20 62 -18 S84 -34 80 4 S116 24 130 -26 S150 6 190 -10 M10 30 Q100 8 180 22" : "M0 0 C10 -60 40 -60 34 0 S60 30 74 -20 S92 -46 100 0 S126 16 150 -30 S170 10 200 -4", colour, 6));
export const stamp = (x, y, r, words, colour = "#6a3fa0") => `<g transform="translate(${x} ${y}) rotate(-12)" opacity=".72"><circle r="${r}" fill="none" stroke="${colour}" stroke-width="7"/><circle r="${r - 16}" fill="none" stroke="${colour}" stroke-width="3"/>${text(0, 8, r / 3.6, words, colour, "middle", 700)}</g>`;
export const pen = (x, y, turn, colour = ink.blue) => `<g transform="translate(${x} ${y}) rotate(${turn})"><rect x="10" y="16" width="250" height="20" fill="#000" opacity=".14"/>${box(0, -11, 210, 22, colour, 8)}${path("M210 -11 L252 0 L210 11Z", "#e8d3b0")}${box(0, -11, 30, 22, ink.bark, 8)}</g>`;
export { line, path };
