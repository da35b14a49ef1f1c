// The shapes of the public doors, by the names the pages use. They come from the server's OpenAPI documents (schema.gen.ts),
// so a door that changes shows itself as an error of the compiler. Amounts are sen, goods are units.

import type { Doors } from "./schema.gen.ts";

export type { CampaignCard, PublicDelivery, Plan } from "./schema.gen.ts";

/** What a door gives: Gives<"GET /api/home">. */
export type Gives<D extends keyof Doors> = Doors[D]["gives"];
/** What a door takes. */
export type Takes<D extends keyof Doors> = Doors[D]["takes"];

export interface Page<T> { items: T[]; next?: string | null }

export type Home = Gives<"GET /api/home">;
export type Campaign = Gives<"GET /api/campaigns/{slug}">;
export type Bars = Campaign["bars"];
export type Milestone = Campaign["milestones"][number];
export type ShownGift = Gives<"GET /api/campaigns/{slug}/gifts">["items"][number];
export type BarEntries = Gives<"GET /api/campaigns/{slug}/entries">;
export type Series = Gives<"GET /api/campaigns/{slug}/series">;
export type Organisation = Gives<"GET /api/organisations/{organisation}/page">;
export type GiftWish = Takes<"POST /api/gifts">;
export type GiftMade = Gives<"POST /api/gifts">;
export type GiftPayment = Gives<"GET /api/trace/{token}/payment">;
export type GiftStatus = Gives<"GET /api/gifts/{gift}/status">;
export type Trace = Gives<"GET /api/trace/{token}">;
export type TracePart = Trace["parts"][number];
export type TraceEntry = TracePart["entries"][number];
export type PartKind = TracePart["kind"];
export type LogState = Gives<"GET /api/log">;
export type CheckState = Gives<"GET /api/check">;
export type Report = Takes<"POST /api/reports">;
