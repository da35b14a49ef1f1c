// The doors of the console: reading is a typed address, acting a function. Shapes come from the server's OpenAPI documents.

import { address, call, post, put, type Door } from "./api.ts";
import type { Gives, Page, Takes } from "./types.ts";

const part = encodeURIComponent;
type After = string | null | undefined;
type Item<T> = T extends { items: Array<infer I> } ? I : never;

export type Organisation = Gives<"GET /api/organisations/{organisation}">;
export type OrganisationRow = Item<Gives<"GET /api/organisations">>;
export type StaffRow = Item<Gives<"GET /api/organisations/{organisation}/staff">>;
export type Invited = Gives<"POST /api/organisations/{organisation}/staff">;
export type Pending = Item<Gives<"GET /api/organisations/{organisation}/invitations">>;
export type Invitation = Gives<"GET /api/invitations/{token}">;
export type Approval = Gives<"GET /api/approvals/{approval}">;
export type AuditRow = Item<Gives<"GET /api/audit">>;
export type Area = Item<Gives<"GET /api/areas">>;
export type FamilyRow = Item<Gives<"GET /api/families">>;
export type Family = Gives<"GET /api/families/{family}">;
export type NewFamily = Takes<"POST /api/families">;
export type ProgrammeRow = Item<Gives<"GET /api/programmes">>;
export type Programme = Gives<"GET /api/programmes/{programme}">;
export type PlanWish = Takes<"PUT /api/programmes/{programme}/plan">;
export type Enrolment = Item<Gives<"GET /api/programmes/{programme}/enrolments">>;
export type Release = Item<Gives<"GET /api/programmes/{programme}/releases">>;
export type Purchase = Item<Gives<"GET /api/programmes/{programme}/purchases">>;
export type Loss = Item<Gives<"GET /api/programmes/{programme}/losses">>;
export type Cost = Item<Gives<"GET /api/programmes/{programme}/costs">>;
export type Delivery = Item<Gives<"GET /api/programmes/{programme}/deliveries">>;
export type DeliveryWish = Takes<"POST /api/programmes/{programme}/deliveries">;
export type CampaignRow = Item<Gives<"GET /api/console/campaigns">>;
export type Campaign = Gives<"GET /api/console/campaigns/{campaign}">;
export type CampaignWish = Takes<"POST /api/campaigns">;
export type GiftRow = Item<Gives<"GET /api/console/campaigns/{campaign}/gifts">>;
export type GiftHold = Gives<"POST /api/gifts/{gift}/hold">;
export type RecurringRow = Item<Gives<"GET /api/console/organisations/{organisation}/recurring">>;
export type Owed = Gives<"GET /api/organisations/{organisation}/owed">;
export type Trial = Gives<"GET /api/ledger/accounts">;
export type TrialRow = Item<Trial>;
export type StatementRow = Item<Gives<"GET /api/ledger/accounts/{account}/statement">>;
export type Entry = Gives<"GET /api/ledger/entries/{entry}">;
export type Report = Gives<"GET /api/ledger/report">;
export type EvidenceRow = Item<Gives<"GET /api/organisations/{organisation}/evidence">>;
export type EvidencePage = Gives<"GET /api/organisations/{organisation}/evidence">;
export type ReportRow = Item<Gives<"GET /api/console/reports">>;
export type OpenedReport = Gives<"POST /api/console/reports/{report}/opening">;
export type Suspense = Item<Gives<"GET /api/suspense">>;

// Organisations, people, approvals
export const organisation = (id: string): Door<Organisation> => `/api/organisations/${part(id)}`;
export const organisations = (query: { state?: string; own?: string; after?: After }): Door<Page<OrganisationRow>> => address("/api/organisations", query);
export const staff = (id: string | null, after?: After): Door<Page<StaffRow>> => address(id ? `/api/organisations/${part(id)}/staff` : "/api/platform/staff", { after });
const invitations_of = (id: string | null): string => (id ? `/api/organisations/${part(id)}/invitations` : "/api/platform/invitations");
export const invitations = (id: string | null): Door<Page<Pending>> => invitations_of(id);
export const renew_invitation = (id: string | null, invitation: string): Promise<Invited> => post(`${invitations_of(id)}/${part(invitation)}/renewal`, {});
export const withdraw_invitation = (id: string | null, invitation: string): Promise<void> => post(`${invitations_of(id)}/${part(invitation)}/withdrawal`, {});
export const approvals = (organisation: string | undefined, after?: After, state?: string): Door<Page<Approval>> => address("/api/approvals", { organisation, state, after });
export const approval = (id: string): Door<Approval> => `/api/approvals/${part(id)}`;
export const audit = (organisation: string, after?: After): Door<Page<AuditRow>> => address("/api/audit", { organisation, after });
export const invitation = (token: string): Door<Invitation> => `/api/invitations/${part(token)}`;
export const decide = (id: string, body: Takes<"POST /api/approvals/{approval}/decision">): Promise<Approval> => post(`/api/approvals/${part(id)}/decision`, body);
export const document_address = (organisation: string, document: string): string => `/api/organisations/${part(organisation)}/documents/${part(document)}`;

// What people reported to the platform; opening one is recorded
export const reports = (query: { state?: "new"; after?: After }): Door<Page<ReportRow>> => address("/api/console/reports", query);
export const open_report = (id: string): Promise<OpenedReport> => post(`/api/console/reports/${part(id)}/opening`, {});

// Places and families
export const areas = (query: { parent?: string; q?: string; after?: After }): Door<Page<Area>> => address("/api/areas", query);
export const area = (code: string): Door<Gives<"GET /api/areas/{code}">> => `/api/areas/${part(code)}`;
export const families = (query: { organisation: string; area?: string; q?: string; after?: After }): Door<Page<FamilyRow>> => address("/api/families", query);
export const family = (id: string): Door<Family> => `/api/families/${part(id)}`;
export const corrections = (person: string): Door<Gives<"GET /api/persons/{person}/corrections">> => `/api/persons/${part(person)}/corrections`;
export const consents = (person: string): Door<Gives<"GET /api/persons/{person}/consents">> => `/api/persons/${part(person)}/consents`;

// Programmes
const programme_at = (id: string, rest = ""): string => `/api/programmes/${part(id)}${rest}`;
export const programmes = (organisation: string): Door<Page<ProgrammeRow>> => address("/api/programmes", { organisation });
export const programme = (id: string): Door<Programme> => programme_at(id);
export const enrolments = (id: string, after?: After): Door<Page<Enrolment>> => address(programme_at(id, "/enrolments"), { after });
export const releases = (id: string): Door<Page<Release>> => programme_at(id, "/releases");
export const purchases = (id: string): Door<Page<Purchase>> => programme_at(id, "/purchases");
export const losses = (id: string): Door<{ items: Loss[] }> => programme_at(id, "/losses");
export const costs = (id: string): Door<Page<Cost>> => programme_at(id, "/costs");
export const deliveries = (id: string, after?: After): Door<Page<Delivery>> => address(programme_at(id, "/deliveries"), { after });
export const save_plan = (id: string, plan: PlanWish): Promise<{ version: number }> => put(programme_at(id, "/plan"), plan);
export const add_to = (id: string, what: string, body: unknown): Promise<{ id: string }> => post(programme_at(id, `/${what}`), body);

// Campaigns
export const campaigns = (organisation: string, after?: After): Door<Page<CampaignRow>> => address("/api/console/campaigns", { organisation, after });
export const campaign = (id: string): Door<Campaign> => `/api/console/campaigns/${part(id)}`;
export const campaign_gifts = (id: string, after?: After, held?: boolean): Door<Page<GiftRow>> => address(`/api/console/campaigns/${part(id)}/gifts`, { after, held: held ? "yes" : undefined });
export const recurring = (organisation: string): Door<{ items: RecurringRow[] }> => `/api/console/organisations/${part(organisation)}/recurring`;
export const owed = (organisation: string): Door<Owed> => `/api/organisations/${part(organisation)}/owed`;

// The ledger and suspense
export const accounts = (organisation: string, after?: After): Door<Trial> => address("/api/ledger/accounts", { organisation, after });
export const statement = (account: string, organisation: string, after?: After): Door<Page<StatementRow>> => address(`/api/ledger/accounts/${part(account)}/statement`, { organisation, after });
export const entry = (id: string, organisation: string): Door<Entry> => address(`/api/ledger/entries/${part(id)}`, { organisation });
export const report = (organisation: string, from: string, to: string): Door<Report> => address("/api/ledger/report", { organisation, from, to });
export const suspense = (organisation: string, state?: string, after?: After): Door<Page<Suspense>> => address("/api/suspense", { organisation, state, after });
export type Charge = Item<Gives<"GET /api/charges">>;
export const charges = (organisation: string, reference: string): Door<{ items: Charge[] }> => address("/api/charges", { organisation, reference });
export const suspense_item = (id: string): Door<Suspense> => `/api/suspense/${part(id)}`;

// Pictures
export const evidence = (organisation: string, state?: string, after?: After): Door<EvidencePage> => address(`/api/organisations/${part(organisation)}/evidence`, { state, after });
export interface Stored { hash: string; width: number; height: number }
/** What a picture is sent in for: to prove something, or to be shown to everybody. */
export type Purpose = "evidence" | "campaign";
export const upload = (picture: Blob, organisation: string, purpose: Purpose): Promise<Stored> => call("POST", address("/api/evidence", { purpose, organisation }), { body: picture });
/** What the public sees: a mosaic until a second person has cleared it. */
export const public_picture = (hash: string, size: "small" | "full" = "small"): string => `/evidence/${hash}.jpg?size=${size}`;
/** The whole picture, for staff who look for faces and NIK. */
export const staff_picture = (hash: string): string => `/api/evidence/${hash}`;

/** Reads a list to its end. For lists that are short by nature: programmes, enrolments of one programme, accounts of one book. */
export async function read_all<T>(page: (after: string | null) => Door<Page<T>>, most = 40): Promise<T[]> {
  const items: T[] = [];
  let after: string | null = null;
  for (let turn = 0; turn < most; turn++) {
    const got: Page<T> = await call("GET", page(after));
    items.push(...got.items);
    after = got.next ?? null;
    if (!after) break;
  }
  return items;
}
