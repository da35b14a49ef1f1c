// Shows /api/openapi.json: every operation with its fields, answers and, for GET, a way to try it. No library, and
// nothing is ever put in as markup (the page is held to Trusted Types).

const words = {
  id: { parameters: "Parameter", body: "Isi permintaan", answers: "Jawaban", try: "Coba", send: "Kirim", must: "wajib", none: "Tidak ada isi.", found: "operasi", search: "Cari", failed: "Dokumen tidak dapat dimuat.", or: "salah satu", lead: "Semua yang dilakukan aplikasi web dilakukannya lewat pintu-pintu ini. Pilih bagian, atau cari. Uraian tiap pintu berbahasa Inggris." },
  en: { parameters: "Parameters", body: "Request body", answers: "Answers", try: "Try it", send: "Send", must: "required", none: "No body.", found: "operations", search: "Search", failed: "The document could not be loaded.", or: "one of", lead: "Everything the web application does, it does through these doors. Choose a part, or search." },
};
const asked = new URLSearchParams(location.search).get("lang") ?? navigator.language.slice(0, 2);
const language = asked === "en" ? "en" : "id";
const t = words[language];
document.documentElement.lang = language;

/** An element with attributes, texts and other elements in it. */
function make(name, attributes = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside.filter((one) => one !== null && one !== undefined));
  return element;
}

function follow(api, thing) {
  if (!thing?.$ref) return thing;
  return thing.$ref.slice(2).split("/").reduce((at, key) => at?.[key.replaceAll("~1", "/").replaceAll("~0", "~")], api);
}

function type_words(api, schema) {
  const name = schema.$ref?.split("/").pop();
  const real = follow(api, schema) ?? {};
  if (real.const !== undefined) return JSON.stringify(real.const);
  if (real.enum) return real.enum.map((one) => JSON.stringify(one)).join(" | ");
  if (real.type === "array") return `[ ${type_words(api, real.items ?? {})} ]`;
  const many = real.oneOf ?? real.anyOf;
  if (many) return `${t.or}: ${many.map((one) => type_words(api, one)).join(" | ")}`;
  const limits = ["format", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern"]
    .filter((key) => real[key] !== undefined).map((key) => `${key} ${real[key]}`);
  return [name ?? [real.type ?? "object"].flat().join(" | "), ...limits].join(", ");
}

/** The fields of an object as a list, the inner ones folded. */
function fields(api, schema, seen = []) {
  const real = follow(api, schema) ?? {};
  const parts = [real, ...(real.allOf ?? []).map((one) => follow(api, one))];
  const list = make("dl", { lang: "en" });
  for (const part of parts)
    for (const [name, inner] of Object.entries(part.properties ?? {})) {
      const target = follow(api, inner) ?? {};
      list.append(make("dt", {}, make("code", {}, name), part.required?.includes(name) ? make("span", { class: "must" }, ` ${t.must}`) : null),
        make("dd", { class: "type" }, type_words(api, inner)));
      const note = inner.description ?? target.description;
      if (note) list.append(make("dd", {}, note));
      const deeper = target.type === "array" ? target.items : inner;
      const deeper_name = deeper?.$ref ?? name;
      if (follow(api, deeper ?? {})?.properties && !seen.includes(deeper_name))
        list.append(make("dd", {}, make("details", {}, make("summary", {}, type_words(api, deeper)), fields(api, deeper, [...seen, deeper_name]))));
    }
  if (real.type === "array" && real.items) return fields(api, real.items, seen);
  return list.children.length ? list : make("p", { class: "soft" }, t.none);
}

function content(api, described) {
  const inside = [];
  for (const [type, { schema }] of Object.entries(described?.content ?? {})) {
    inside.push(make("p", {}, make("code", {}, type), schema ? make("span", { class: "type" }, ` ${type_words(api, schema)}`) : ""));
    if (schema) inside.push(fields(api, schema));
  }
  return inside;
}

function try_it(path, parameters, id) {
  const answer = make("pre", { hidden: "", tabindex: "0", "aria-label": t.answers });
  const inputs = parameters.map((one) => {
    const input = make("input", { id: `${id}-${one.name}`, name: one.name, autocomplete: "off" });
    return { one, input };
  });
  const form = make("form", {}, ...inputs.flatMap(({ one, input }) => [make("label", { for: input.id }, one.name), input]),
    make("p", {}, make("button", { type: "submit" }, t.send)), answer);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    let address = path;
    const query = new URLSearchParams();
    for (const { one, input } of inputs) {
      if (one.in === "path") address = address.replace(`{${one.name}}`, encodeURIComponent(input.value));
      else if (one.in === "query" && input.value) query.set(one.name, input.value);
    }
    const response = await fetch(address + (query.size ? `?${query}` : ""), { headers: { Accept: "application/json" } });
    const text = await response.text();
    let shown = text;
    try { shown = JSON.stringify(JSON.parse(text), null, 2); } catch { /* not JSON: as it came */ }
    answer.textContent = `${response.status} ${response.statusText}\n\n${shown}`;
    answer.hidden = false;
  });
  return make("details", {}, make("summary", {}, t.try), form);
}

function card(api, path, verb, operation, shared) {
  const id = operation.operationId;
  const parameters = [...(shared ?? []), ...(operation.parameters ?? [])].map((one) => follow(api, one));
  const article = make("article", { id, "aria-labelledby": `${id}-title` },
    make("h3", { id: `${id}-title` }, make("span", { class: `verb ${verb}` }, verb.toUpperCase()), " ", make("code", {}, path)),
    operation.summary ? make("p", { class: "summary", lang: "en" }, operation.summary) : null,
    operation.description ? make("p", { class: "soft", lang: "en" }, operation.description) : null);
  if (parameters.length)
    article.append(make("h4", {}, t.parameters), make("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": `${t.parameters}, ${id}` }, make("table", { lang: "en" }, make("tbody", {}, ...parameters.map((one) =>
      make("tr", {}, make("th", { scope: "row" }, make("code", {}, one.name)), make("td", {}, one.in),
        make("td", { class: "type" }, type_words(api, one.schema ?? {})), make("td", {}, one.required ? t.must : ""), make("td", {}, one.description ?? "")))))));
  const body = follow(api, operation.requestBody);
  if (body) article.append(make("h4", {}, t.body), ...content(api, body));
  article.append(make("h4", {}, t.answers));
  for (const [status, described] of Object.entries(operation.responses ?? {})) {
    const real = follow(api, described);
    article.append(make("details", {}, make("summary", {}, make("code", {}, status), " ", make("span", { lang: "en" }, real?.description ?? "")), ...content(api, real)));
  }
  if (verb === "get") article.append(try_it(path, parameters, id));
  return article;
}

const heading = (tag) => (tag ? tag[0].toUpperCase() + tag.slice(1) : "API");

function show(api) {
  document.getElementById("lead").textContent = t.lead;
  document.getElementById("about").textContent = `${api.info.description} (${api.info.version})`;
  const main = document.getElementById("operations");
  const list = document.getElementById("list");
  main.replaceChildren();
  const entries = [], parts = [];
  for (const [path, item] of Object.entries(api.paths))
    for (const verb of ["get", "post", "put", "patch", "delete"]) {
      const operation = item[verb];
      if (!operation) continue;
      const article = card(api, path, verb, operation, item.parameters);
      const link = make("li", {}, make("a", { href: `#${operation.operationId}`, title: operation.summary ?? "" }, make("span", { class: `verb ${verb}` }, verb.toUpperCase()), " ", path.replace(/^\/api/, "")));
      const text = [path, verb, operation.operationId, operation.summary, operation.description, ...(operation.tags ?? [])].join(" ").toLowerCase();
      entries.push({ tag: operation.tags?.[0] ?? "", article, link, text });
    }
  for (const tag of [...new Set(entries.map((entry) => entry.tag))]) {
    const mine = entries.filter((entry) => entry.tag === tag);
    main.append(make("section", {}, make("h2", {}, heading(tag)), ...mine.map((entry) => entry.article)));
    const part = make("details", {}, make("summary", {}, heading(tag), make("span", { class: "soft" }, ` ${mine.length}`)), make("ul", {}, ...mine.map((entry) => entry.link)));
    parts.push({ part, mine, row: make("li", {}, part) });
    list.append(parts.at(-1).row);
  }
  const search = document.getElementById("search");
  document.querySelector("label[for=search]").textContent = t.search;
  const sift = () => {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const entry of entries) {
      const fits = wanted.every((word) => entry.text.includes(word));
      entry.article.hidden = entry.link.hidden = !fits;
      if (fits) count += 1;
    }
    for (const { part, mine, row } of parts) {
      row.hidden = mine.every((entry) => entry.link.hidden);
      part.open = wanted.length > 0;
    }
    for (const section of main.children) section.hidden = [...section.querySelectorAll("article")].every((one) => one.hidden);
    document.getElementById("found").textContent = `${count} ${t.found}`;
  };
  search.addEventListener("input", sift);
  sift();
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

try {
  const response = await fetch("/api/openapi.json");
  if (!response.ok) throw new Error(String(response.status));
  show(await response.json());
} catch {
  document.getElementById("operations").replaceChildren(make("p", { role: "alert" }, t.failed));
}
