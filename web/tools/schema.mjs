// Writes src/core/schema.gen.ts: the shapes of the server's OpenAPI documents (src/*/openapi.json) as TypeScript types.
// Why not openapi-typescript: it wants TypeScript 5 and brings 40 MB; our documents use a small part of OpenAPI 3.1.
// See docs/decisions.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const quote = (name) => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name));

export function type_of(schema, depth = 0) {
  if (schema === undefined || schema === true) return "unknown";
  if (schema.$ref) return schema.$ref.split("/").pop();
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const many = schema.oneOf ?? schema.anyOf;
  if (many) return many.map((one) => type_of(one, depth)).join(" | ");
  if (schema.allOf) return schema.allOf.map((one) => `(${type_of(one, depth)})`).join(" & ");
  if (Array.isArray(schema.type)) return schema.type.map((type) => type_of({ ...schema, type }, depth)).join(" | ");
  switch (schema.type) {
    case "string": return "string";
    case "integer": case "number": return "number";
    case "boolean": return "boolean";
    case "null": return "null";
    case "array": return `Array<${type_of(schema.items, depth)}>`;
    default: return object_of(schema, depth);
  }
}

function object_of(schema, depth) {
  const pad = "  ".repeat(depth + 1);
  const required = new Set(schema.required ?? []);
  const rows = Object.entries(schema.properties ?? {}).map(([name, inner]) => `${pad}${quote(name)}${required.has(name) ? "" : "?"}: ${type_of(inner, depth + 1)};`);
  if (schema.additionalProperties && schema.additionalProperties !== true) {
    if (!rows.length) return `Record<string, ${type_of(schema.additionalProperties, depth)}>`;
  }
  return rows.length ? `{\n${rows.join("\n")}\n${"  ".repeat(depth)}}` : "Record<string, unknown>";
}

const json_of = (content) => content?.["application/json"]?.schema;

export function write_schema(root) {
  const folder = join(root, "..", "src");
  const rooms = existsSync(folder) ? readdirSync(folder).map((room) => join(folder, room, "openapi.json")).filter(existsSync).sort() : [];
  const shapes = new Map();
  const doors = [];
  for (const file of rooms) {
    let document;
    try { document = JSON.parse(readFileSync(file, "utf8")); } catch (trouble) { throw new Error(`${file}: ${trouble.message}`); }
    for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
      const text = type_of(schema);
      if (shapes.has(name) && shapes.get(name) !== text) console.warn(`web: two rooms call different things ${name}`);
      shapes.set(name, text);
    }
    for (const [path, methods] of Object.entries(document.paths ?? {})) {
      for (const [method, door] of Object.entries(methods)) {
        if (!["get", "post", "put", "delete", "patch"].includes(method)) continue;
        const good = Object.entries(door.responses ?? {}).find(([status]) => /^2/.test(status))?.[1];
        const gives = json_of(good?.content);
        const takes = json_of(door.requestBody?.content);
        doors.push(`  ${JSON.stringify(`${method.toUpperCase()} ${path}`)}: { takes: ${takes ? type_of(takes, 1) : "undefined"}; gives: ${gives ? type_of(gives, 1) : "unknown"} };`);
      }
    }
  }
  const text =
    "// Made by tools/schema.mjs from src/*/openapi.json; not written by hand.\n\n" +
    [...shapes].sort(([a], [b]) => a.localeCompare(b)).map(([name, type]) => `export type ${name} = ${type};\n`).join("\n") +
    `\n/** Every door: what it takes and what it gives. */\nexport interface Doors {\n${doors.join("\n")}\n}\n`;
  const file = join(root, "src/core/schema.gen.ts");
  const old = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (old !== text) writeFileSync(file, text);
}
