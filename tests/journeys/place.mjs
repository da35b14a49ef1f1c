// A new installation for a journey: an empty directory, an empty database on the engine under test, the real programs.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Platform } from "../../tools/world/foundation.mjs";
import { Installation, root } from "../../tools/world/server.mjs";

export const postgres = process.env.LUMBUNG_TEST_POSTGRES ?? "";
export const binary = process.env.LUMBUNG_TEST_BINARY ?? join(root, "build/dev/src/lumbung");

export async function empty_database() {
  const name = `journey_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  await promisify(execFile)("psql", [postgres, "-qc", `CREATE DATABASE ${name}`]);
  const url = new URL(postgres.replace(/^postgresql:/, "http:"));
  url.pathname = "/" + name;
  return url.toString().replace(/^http:/, "postgresql:");
}

/** An installation with a platform and its officers; `more` are settings. */
export async function new_place(more = {}) {
  const directory = mkdtempSync(join(tmpdir(), "lumbung-journey-"));
  const settings = { contract: "true", ...(postgres ? { database: await empty_database() } : {}), ...(process.env.LUMBUNG_TEST_WEB ? { web_dir: process.env.LUMBUNG_TEST_WEB } : {}), ...more };
  const installation = await new Installation({ binary, directory, settings }).prepare();
  const invitation = await installation.run("init", "--email", "admin@lumbung.example");
  await installation.start();
  const platform = await new Platform(installation).found(invitation);
  return { installation, platform, directory, forget: () => rmSync(directory, { recursive: true, force: true }) };
}

/** Runs SQL behind the server's back. */
export async function behind_the_back(installation, sql) {
  if (installation.settings.database) return (await promisify(execFile)("psql", [installation.settings.database, "-v", "ON_ERROR_STOP=1", "-Atqc", sql])).stdout;
  return (await promisify(execFile)("sqlite3", [join(installation.directory, "data/lumbung.db"), sql])).stdout;
}
