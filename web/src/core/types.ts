// What the public doors give. Amounts are sen, goods are units, days are "2026-11-22", moments are RFC 3339.

export interface Page<T> { items: T[]; next: string | null }
export interface OrganisationRef { id: string; name: string; verified: boolean }
export interface AreaRef { code: string; name: string }

export interface Bars {
  money: { raised: number; target: number; fee: number; released: number; spent: number; waiting: number };
  delivery: { delivered: number; planned: number; proven: number; unit: string };
  targeting: { in_1_to_4: number; with_decile: number; served: number };
}

export type CampaignState = "draft" | "open" | "closed" | "held";
export interface CampaignCard {
  id: string; slug: string; title: string; summary: string; picture: string | null;
  organisation: OrganisationRef; area: AreaRef; disaster: boolean; state: CampaignState;
  bars: Bars; days_left: number | null; givers: number;
}

export type Lack = "photo" | "form" | "signature" | "place" | "time";
export interface PublicDelivery {
  id: string; item: string; units: number; cost: number; on: string; area: AreaRef; household: string;
  proven: boolean; missing: Lack[]; pictures: Array<{ url: string; cleared: boolean }>;
  entry: { id: string; log_index: number | null };
}

export interface Plan {
  needs: Array<{ text: string; households: number }>;
  items: Array<{ id: string; name: string; asset: string; unit_cost: number; units: number }>;
  activities: Array<{ title: string; from: string; to: string }>;
  budget: Array<{ name: string; amount: number; kind: "goods" | "service" | "collection" }>;
  target_households: number;
}

export interface Permit { number: string; issuer: string; from: string; to: string }
export interface ShownGift { shown_as: string; amount: number; message: string | null; at: string }
export interface Update { id: string; title: string; text: string; picture: string | null; at: string }
export interface Milestone { id: string; title: string; due: string; amount: number; state: "planned" | "proposed" | "released"; released_on: string | null }

export interface Campaign extends CampaignCard {
  story: string; deadline: string | null; fee_permille: number; cost_cap_permille: number;
  over_funding: "stop" | "continue"; under_funding: "carry_on" | "refund";
  permit: Permit | null; exemption: string | null;
  programme: { id: string; title: string; starts: string; ends: string; area: AreaRef };
  plan: Plan; milestones: Milestone[]; updates: Update[]; deliveries: PublicDelivery[]; gifts: ShownGift[];
  indicators: Array<{ name: string; unit: string; baseline: number; target: number; actual: number | null }>;
  rule: { hash: string; log_index: number | null };
}

export interface Home {
  totals: { raised: number; delivered: number; households: number; campaigns: number };
  campaigns: CampaignCard[];
  latest_deliveries: PublicDelivery[];
}

export interface BarEntry { id: string; kind: string; on: string; amount?: number; units?: number; log_index: number | null }
export interface BarEntries extends Page<BarEntry> { sum: number }
export interface Series { days: Array<{ day: string; in: number; out: number }> }

export interface Organisation {
  id: string; name: string; kind: string; area: AreaRef; verified: boolean; verified_on: string | null;
  documents: Array<{ kind: string; verified: boolean }>; permit: Permit | null; exemption: string | null;
  bank_account_holder: string | null;
  books: { income: number; used: number; waiting: number; fee: number; by_month: Array<{ month: string; in: number; out: number }> };
  campaigns: CampaignCard[];
}

export interface GiftWish {
  id: string; campaign: string; amount: number; shown_as: "name" | "anonymous"; name?: string; message?: string; method: "qris" | "va";
}
export interface GiftMade {
  id: string; state: GiftState; charge: string; qr: string | null; qr_svg: string | null; va: string | null;
  amount: number; expires: string; trace: string; sandbox: string | null;
}
export type GiftState = "waiting" | "paid" | "expired" | "cancelled";
export interface GiftStatus { state: GiftState; paid_at: string | null; trace: string }

export interface TraceEntry { id: string; kind: string; on: string; log_index: number | null }
export interface TraceDelivery extends PublicDelivery { from_this_gift: number; from_others: number }
export type PartKind = "fee" | "delivered" | "cost" | "in_goods" | "released" | "waiting" | "refunded";
export interface TracePart {
  kind: PartKind; amount: number; delivery?: TraceDelivery | null; cost?: { name: string; on: string; entry: string } | null; entries: TraceEntry[];
}
export interface Trace {
  gift: { id: string; amount: number; state: string; paid_at: string | null; shown_as: string; message: string | null };
  campaign: { slug: string; title: string; picture: string | null };
  organisation: OrganisationRef;
  sums: { amount: number; fee: number; used: number; refunded: number; unused: number };
  parts: TracePart[];
  proof: { entry: string; log_index: number | null; state: "waiting" | "recorded"; receipt: string };
}

export interface LogState {
  origin: string; key: string; size: number; root: string; at: string; kinds: Record<string, number>;
  waiting: number; faults: { count: number; checked_at: string } | null;
}
