// The public doors of the server. Reading: a typed address for `read` or `useData`. Writing: one function each.
// The contract is docs/api (OpenAPI); types.ts holds the shapes.

import { address, get_text, post, type Door } from "./api.ts";
import type {
  BarEntries, Campaign, CampaignCard, GiftMade, GiftWish, Home, Organisation, Page, PublicDelivery,
  ShownGift, Trace,
} from "./types.ts";

const part = encodeURIComponent;
type After = string | null | undefined;

export const home = (): Door<Home> => "/api/home";
export const campaigns = (query: { q?: string; state?: string; area?: string; after?: After }): Door<Page<CampaignCard>> => address("/api/campaigns", query);
export const campaign = (slug: string): Door<Campaign> => `/api/campaigns/${part(slug)}`;
export const deliveries = (slug: string, after?: After): Door<Page<PublicDelivery>> => address(`/api/campaigns/${part(slug)}/deliveries`, { after });
export const gifts = (slug: string, after?: After): Door<Page<ShownGift>> => address(`/api/campaigns/${part(slug)}/gifts`, { after });
export const entries = (slug: string, bar: "money" | "delivery", after?: After): Door<BarEntries> =>
  address(`/api/campaigns/${part(slug)}/entries`, { bar, after });
export const organisation = (id: string): Door<Organisation> => `/api/organisations/${part(id)}/page`;
export const trace = (token: string): Door<Trace> => `/api/trace/${part(token)}`;

export const give = (wish: GiftWish): Promise<GiftMade> => post("/api/gifts", wish);

export const proof_address = (token: string, entry: string): string => `/api/trace/${part(token)}/proof/${part(entry)}`;
export const receipt_pdf_address = (token: string): string => `/api/trace/${part(token)}/receipt.pdf`;
export const proof_file = (token: string, entry: string): Promise<string> => get_text(proof_address(token, entry));
