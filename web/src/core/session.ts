// Who is signed in, what they may do, and for which organisation they work now. Kept in memory only: the cookie is the session.

import { call, post } from "./api.ts";
import { keep, kept } from "./keep.ts";
import { store } from "./store.ts";
import type { Gives } from "./types.ts";

export type Me = Gives<"GET /api/me">;
export type Step = "totp" | "enrol_totp" | "done";
export interface Employer { id: string; name: string }

/** null until asked; then what GET /api/me said. */
export const me = store<Me | null>(null);
/** The organisation that the console shows. */
export const employer = store<Employer | null>(null);

/** The organisations somebody works for, each once, in the order of their names. */
export function employers(who: Me | null): Employer[] {
  const found = new Map<string, Employer>();
  for (const held of who?.holdings ?? []) if (held.organisation) found.set(held.organisation, { id: held.organisation, name: held.organisation_name ?? "" });
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}

export const for_platform = (who: Me | null): boolean => (who?.holdings ?? []).some((held) => !held.organisation);

/** Whether one of the person's roles gives a right. The server asks again; this only decides what is offered. */
export const may = (...rights: string[]): boolean => rights.some((right) => me.get()?.rights?.includes(right));

/** The roles held in an organisation. */
export const roles_in = (who: Me | null, organisation: string | undefined): string[] =>
  [...new Set((who?.holdings ?? []).filter((held) => held.organisation === organisation).map((held) => held.role as string))];

export function choose_employer(chosen: Employer | null): void {
  employer.set(chosen);
  if (chosen) keep("lembaga", chosen.id, "localStorage");
}

export async function load_me(): Promise<Me> {
  const who = await call<Me>("GET", "/api/me");
  me.set(who);
  const all = employers(who);
  const last = employer.get()?.id ?? kept<string>("lembaga", "localStorage");
  employer.set(all.find((one) => one.id === last) ?? all[0] ?? null);
  return who;
}

export async function sign_out(everywhere = false): Promise<void> {
  await post("/api/sign-out", everywhere ? { everywhere } : {});
  me.set(null);
  employer.set(null);
}

/** Where to go after signing in: only addresses of our own, never another site's. */
export const safe_return = (asked: string | null): string => (asked && /^\/(?![/\\])/.test(asked) ? asked : "/konsol");
export const sign_in_address = (from: string): string => `/masuk?ke=${encodeURIComponent(from)}`;
