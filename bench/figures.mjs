// The figures that were kept (bench/figures.json, one object a claim, the newest measurement of each) and the chart of them:
// for each claim how far it is from its goal, on a scale where each step is ten times the one before.
//
//   node bench/figures.mjs        draws docs/pictures/performance.svg anew
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const kept = join(here, "figures.json");
const chart = join(here, "../docs/pictures/performance.svg");

const figures = () => (existsSync(kept) ? JSON.parse(readFileSync(kept, "utf8")) : []);

export function keep(figure) {
  const all = figures().filter(({ claim }) => claim !== figure.claim);
  writeFileSync(kept, `[\n${[...all, figure].map((one) => JSON.stringify(one)).join(",\n")}\n]\n`);
  draw();
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const number = (value) => value.toLocaleString("en", { maximumSignificantDigits: 3 });

function bar({ claim, ours, peer, unit, ratio, goal, reached }, at, x) {
  const y = 64 + at * 44;
  const share = ratio / goal; // 1 is the goal
  const [from, to] = [x(Math.min(1, share)), x(Math.max(1, share))];
  return `<text x="16" y="${y + 4}" class="claim">${escaped(claim)}</text>
<text x="16" y="${y + 20}" class="small">${number(ours)} against ${number(peer)} ${escaped(unit)}: ${number(ratio)}×, goal ${number(goal)}×</text>
<rect x="${from}" y="${y - 8}" width="${Math.max(2, to - from)}" height="20" rx="3" class="${reached ? "yes" : "no"}"/>
<text x="${reached ? to + 6 : from - 6}" y="${y + 6}" class="share" text-anchor="${reached ? "start" : "end"}">${number(share)}</text>`;
}

export function draw() {
  const all = figures();
  const shares = all.map(({ ratio, goal }) => Math.log10(ratio / goal));
  const low = Math.min(-1, Math.floor(Math.min(...shares))), high = Math.max(1, Math.ceil(Math.max(...shares)));
  const x = (share) => Math.round(560 + ((Math.log10(share) - low) / (high - low)) * 340);
  const height = 76 + all.length * 44;
  const steps = Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));
  const days = [...new Set(all.map(({ day }) => day))].sort();
  writeFileSync(chart, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 ${height}" role="img" aria-label="Each claim against its goal">
<style>text{font:13px system-ui,sans-serif;fill:#1d2b22}.claim{font-weight:600}.small{font-size:11px;fill:#55645a}.share{font-size:12px}.yes{fill:#2e7d4f}.no{fill:#c4622d}line{stroke:#d5ddd7}.goal{stroke:#1d2b22}</style>
<rect width="960" height="${height}" fill="#fff"/>
<text x="16" y="28" class="small">bench/run --keep · ${days.join(", ")} · how many times the goal: to the right of the line is reached</text>
${steps.map((step) => `<line x1="${x(step)}" x2="${x(step)}" y1="44" y2="${height - 12}"${step === 1 ? ' class="goal"' : ""}/><text x="${x(step)}" y="40" class="small" text-anchor="middle">${step === 1 ? "goal" : step}</text>`).join("\n")}
${all.map((figure, at) => bar(figure, at, x)).join("\n")}
</svg>
`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) draw();
