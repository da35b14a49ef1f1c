// The plan as it is typed, its sums while typing, and what is wrong with it. No framework: the editor draws what this says.
import type { Plan } from "./schema.gen.ts";
import type { PlanWish } from "./console.ts";
import { new_id } from "./ids.ts";
import { sen_of, typed_of, whole_of } from "./typed.ts";

export interface PlanDraft {
  version: number;
  needs: Array<{ text: string; households: string }>;
  items: Array<{ id: string; name: string; asset: string; unit_cost: string; units: string }>;
  activities: Array<{ title: string; from: string; to: string }>;
  budget: Array<{ name: string; amount: string; kind: "goods" | "service" | "collection" }>;
  target_households: string;
  reason: string;
}

export const empty_item = () => ({ id: new_id(), name: "", asset: "", unit_cost: "", units: "" });

export function draft_of(plan: Plan | null): PlanDraft {
  if (!plan) return { version: 0, needs: [{ text: "", households: "" }], items: [empty_item()], activities: [], budget: [{ name: "", amount: "", kind: "goods" }], target_households: "", reason: "" };
  return {
    version: plan.version, target_households: String(plan.target_households), reason: "",
    needs: plan.needs.map((one) => ({ text: one.text, households: String(one.households) })),
    items: plan.items.map((one) => ({ id: one.id, name: one.name, asset: one.asset, unit_cost: typed_of(one.unit_cost), units: String(one.units) })),
    activities: plan.activities.map((one) => ({ ...one })),
    budget: plan.budget.map((one) => ({ name: one.name, amount: typed_of(one.amount), kind: one.kind })),
  };
}

/** "Paket sekolah" → "PAKET-SEKOLAH": the name under which the ledger counts units of it. */
export const asset_of = (name: string): string => name.toUpperCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[^A-Z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 23).replace(/-+$/, "");

export const item_sum = (item: PlanDraft["items"][number]): number => (sen_of(item.unit_cost) ?? 0) * (whole_of(item.units) ?? 0);

export interface PlanSums { items: number; goods: number; service: number; collection: number; whole: number; differs: number }

export function sums_of(draft: PlanDraft): PlanSums {
  const of = (kind: string): number => draft.budget.filter((one) => one.kind === kind).reduce((sum, one) => sum + (sen_of(one.amount) ?? 0), 0);
  const items = draft.items.reduce((sum, one) => sum + item_sum(one), 0);
  const [goods, service, collection] = [of("goods"), of("service"), of("collection")];
  return { items, goods, service, collection, whole: goods + service + collection, differs: goods - items };
}

export function wish_of(draft: PlanDraft): PlanWish {
  return {
    version: draft.version, target_households: whole_of(draft.target_households) ?? 0,
    needs: draft.needs.map((one) => ({ text: one.text.trim(), households: whole_of(one.households) ?? 0 })),
    items: draft.items.map((one) => ({ id: one.id, name: one.name.trim(), asset: one.asset || asset_of(one.name), unit_cost: sen_of(one.unit_cost) ?? 0, units: whole_of(one.units) ?? 0 })),
    activities: draft.activities.map((one) => ({ title: one.title.trim(), from: one.from, to: one.to })),
    budget: draft.budget.map((one) => ({ name: one.name.trim(), amount: sen_of(one.amount) ?? 0, kind: one.kind })),
    ...(draft.reason.trim() ? { reason: draft.reason.trim() } : {}),
  };
}
