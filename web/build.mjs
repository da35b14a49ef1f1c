// Builds web/dist: chunks by route, one stylesheet, fonts and pictures, the shell, and shell.json that tells the server what
// to write into it. `--tests` bundles tests/*.test.ts into .cache/tests for `node --test`. Runs on Node 18 and later.
import { build } from "esbuild";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { dirname, extname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { write_strings } from "./tools/strings.mjs";
import { write_schema } from "./tools/schema.mjs";
import { outlines } from "./tools/outlines.mjs";

const root = dirname(fileURLToPath(import.meta.url));
const at = (...parts) => join(root, ...parts);
const wants = (flag) => process.argv.includes(flag);

const common = {
  absWorkingDir: root,
  bundle: true,
  format: "esm",
  target: "es2020",
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "none",
  logLevel: "warning",
  logLimit: 8,
};

async function tests() {
  rmSync(at(".cache/tests"), { recursive: true, force: true });
  await route_table(); // tests/pages.test.ts reads it
  await build({
    ...common,
    target: "node18",
    platform: "node",
    entryPoints: readdirSync(at("tests")).filter((name) => name.endsWith(".test.ts")).map((name) => `tests/${name}`),
    outdir: ".cache/tests",
    outExtension: { ".js": ".mjs" },
    define: { "process.env.WEB_ROOT": JSON.stringify(root) },
  });
}

/** The route table as data: its pages stay outside. */
async function route_table() {
  const out = at(".cache/table.mjs");
  await build({
    ...common, platform: "node", outfile: out,
    stdin: { contents: 'import { routes as open } from "./src/routes/table.ts"; import { later as petugas } from "./src/routes/petugas.ts"; import { later as donatur } from "./src/routes/donatur.ts"; export const routes = [...open, ...petugas, ...donatur];', resolveDir: root, loader: "ts" },
    plugins: [{ name: "pages-outside", setup: (b) => b.onResolve({ filter: /^\.\/\w+\/\w+\.tsx$/ }, (args) => ({ path: args.path, external: true })) }],
  });
  return import(pathToFileURL(out).href + `?${Date.now()}`);
}

function hashed(name, bytes) {
  const mark = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  return name.replace(/(\.\w+)$/, `-${mark}$1`);
}

/** All chunks that a chunk needs at once. */
function with_imports(metafile, name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const next of metafile.outputs[name].imports) if (next.kind === "import-statement") with_imports(metafile, next.path, seen);
  return seen;
}

const text_like = new Set([".js", ".css", ".svg", ".html", ".json", ".txt"]);

/** Compressed twins beside every text file, so that the server only has to send them. */
function compress(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = join(folder, entry.name);
    if (entry.isDirectory()) compress(file);
    else if (text_like.has(extname(entry.name)) && entry.name !== "index.html" && entry.name !== "shell.json") {
      const bytes = readFileSync(file);
      if (bytes.length < 600) continue;
      writeFileSync(file + ".gz", gzipSync(bytes, { level: 9 }));
      writeFileSync(file + ".br", brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    }
  }
}

/** Makes every page and every lazy part reach src/kit.ts. */
const with_kit = {
  name: "with-kit",
  setup: (b) => b.onLoad({ filter: /src[\\/](routes[\\/].*\.tsx|routes[\\/](petugas|donatur)\.ts|app\.tsx)$/ }, (args) => {
    const kit = relative(dirname(args.path), at("src/kit.ts")).replaceAll("\\", "/");
    return { contents: `import "${kit.startsWith(".") ? kit : "./" + kit}";${readFileSync(args.path, "utf8")}`, loader: args.path.endsWith("x") ? "tsx" : "ts" };
  }),
};

/** The sheet of every page, and the one that only the console wants. */
async function stylesheets() {
  const made = async (name, files) => {
    const sheet = await build({
      ...common, target: undefined, stdin: { contents: files.map((n) => `@import "./src/styles/${n}.css";`).join("\n"), resolveDir: root, loader: "css" },
      minify: true, write: false, external: ["/assets/*"],
    });
    const url = "/assets/" + hashed(name, sheet.outputFiles[0].contents);
    writeFileSync(at("dist", url), sheet.outputFiles[0].contents);
    return url;
  };
  return { main: await made("lumbung.css", ["tokens", "base", "components", "print"]), console: await made("konsol.css", ["console"]) };
}

async function site() {
  rmSync(at("dist"), { recursive: true, force: true });
  mkdirSync(at("dist/assets"), { recursive: true });

  const sheets = await stylesheets();
  const js = await build({
    ...common, entryPoints: ["src/main.tsx"], plugins: [with_kit], outdir: "dist/assets", splitting: true, minify: true, metafile: true,
    entryNames: "[name]-[hash]", chunkNames: "[name]-[hash]", define: { "process.env.NODE_ENV": '"production"', CONSOLE_SHEET: JSON.stringify(sheets.console) },
  });
  const css = sheets.main;
  for (const folder of ["fonts", "img"]) cpSync(at("assets", folder), at("dist/assets", folder), { recursive: true });

  const url = (output) => "/" + relative("dist", output);
  const by_entry = new Map(Object.entries(js.metafile.outputs).filter(([, o]) => o.entryPoint).map(([name, o]) => [o.entryPoint, name]));
  const main = by_entry.get("src/main.tsx");
  const first = with_imports(js.metafile, main);

  const { routes } = await route_table();
  const table = routes.map((route) => {
    const page = by_entry.get(`src/routes/${route.file}`);
    if (!page) throw new Error(`no chunk for ${route.file}`);
    const chunks = [page, ...route.groups.map((group) => by_entry.get(`locales/id/${group}.json`)).filter(Boolean)];
    const preload = new Set(first);
    for (const chunk of chunks) with_imports(js.metafile, chunk, preload);
    preload.delete(main);
    return {
      pattern: route.pattern, secret: route.secret ?? false, answers: route.answers ?? [],
      preload: [...preload].map(url), pictures: [...outlines[route.outline ?? "plain"].matchAll(/src="(\/assets\/[^"]+)"/g)].map((found) => found[1]),
      skeleton: outlines[route.outline ?? "plain"],
    };
  });
  const html = readFileSync(at("index.html"), "utf8").replace("%css%", css).replace("%main%", url(main));
  writeFileSync(at("dist/index.html"), html);
  writeFileSync(at("dist/shell.json"), JSON.stringify({ css, main: url(main), routes: table }, null, 1));
  writeFileSync(at("dist/meta.json"), JSON.stringify(js.metafile));
  compress(at("dist"));
}

write_strings(root);
write_schema(root);
mkdirSync(at(".cache"), { recursive: true });
if (wants("--strings")) process.exit(0);
if (wants("--tests")) await tests();
else {
  await site();
  if (!wants("--quiet")) console.log(`web: dist built${existsSync(at("dist/index.html")) ? "" : " without a shell"}`);
}
