// The doors of a giver's own account.
import { address, call, post, put, type Door } from "./api.ts";
import type { Gives, Page, Takes } from "./types.ts";

const part = encodeURIComponent;
export type Giver = Gives<"GET /api/giver">;
export type OwnGift = Gives<"GET /api/giver/gifts">["items"][number];
export type Plan = Gives<"GET /api/giver/plans">["items"][number];
export type PlanSeen = Gives<"GET /api/giver/plans/{plan}">;
export type PlanWish = Takes<"POST /api/giver/plans">;
export type SandboxLetter = Gives<"GET /api/sandbox/letters">["items"][number];

export const giver = (): Door<Giver> => "/api/giver";
export const gifts = (after?: string | null): Door<Page<OwnGift>> => address("/api/giver/gifts", { after });
export const plans = (): Door<{ items: Plan[] }> => "/api/giver/plans";
export const plan = (id: string): Door<PlanSeen> => `/api/giver/plans/${part(id)}`;
export const letters = (): Door<{ items: SandboxLetter[] }> => "/api/sandbox/letters";
export const statement_address = (year: number): string => `/api/giver/years/${year}/statement.pdf`;

export const ask_code = (email: string): Promise<Gives<"POST /api/giver/codes">> => post("/api/giver/codes", { email });
export const sign_in = (email: string, code: string): Promise<Gives<"POST /api/giver/session">> => post("/api/giver/session", { email, code });
export const sign_out = (): Promise<void> => post("/api/giver/sign-out", {});
export const rename = (name: string): Promise<void> => put("/api/giver", name ? { name } : {});
export const erase = (): Promise<void> => post("/api/giver/erasure", { word: "HAPUS" });
export const claim = (link: string): Promise<{ id: string }> => post("/api/giver/gifts", { link });
export const make_plan = (wish: PlanWish): Promise<Plan> => post("/api/giver/plans", wish);
export const set_state = (id: string, state: "active" | "paused" | "stopped"): Promise<Plan> => call("PUT", `/api/giver/plans/${part(id)}/state`, { body: { state } });
