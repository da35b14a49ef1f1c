// Every address of the application, the page behind it, the strings it needs, and the answer the server may write into it.
// `file` is the page's file under src/routes: the build finds its chunk by it and lists what to preload (dist/shell.json).

import type { ComponentChildren, ComponentType } from "preact";
import type { Group } from "../core/strings.gen.ts";
import type { Lang } from "../core/i18n.ts";

export interface PageProps { params: Record<string, string>; query: URLSearchParams }
export interface FrameProps { path: string; on_lang: (next: Lang) => void; children: ComponentChildren }
export type PageModule = { default: ComponentType<PageProps> };
/** Which outline the server shows until the page draws itself (skeletons.mjs). */
export type Outline = "home" | "list" | "campaign" | "plain";

export interface Route {
  pattern: string;
  file: string;
  load: () => Promise<PageModule>;
  groups: Group[];
  /** Reads whose answers the server may inject; ":name" is taken from the pattern. */
  answers?: string[];
  outline?: Outline;
  /** Another frame than the public header and footer. */
  frame?: () => Promise<{ default: ComponentType<FrameProps> }>;
  /** Not for search engines and never kept by a cache: the address holds a secret or a step of a payment. */
  secret?: boolean;
}

const publik: Route[] = [
  { pattern: "/", file: "publik/Home.tsx", load: () => import("./publik/Home.tsx"), groups: ["publik", "beranda", "bukti"], answers: ["/api/home"], outline: "home" },
  { pattern: "/kampanye", file: "publik/Campaigns.tsx", load: () => import("./publik/Campaigns.tsx"), groups: ["publik", "daftar"], answers: ["/api/campaigns?state=open"], outline: "list" },
  { pattern: "/kampanye/:slug", file: "publik/Campaign.tsx", load: () => import("./publik/Campaign.tsx"), groups: ["publik", "memberi", "bukti"], answers: ["/api/campaigns/:slug"], outline: "campaign" },
  { pattern: "/kampanye/:slug/catatan", file: "publik/Entries.tsx", load: () => import("./publik/Entries.tsx"), groups: ["publik", "bukti", "kampanye"], answers: ["/api/campaigns/:slug"] },
  { pattern: "/kampanye/:slug/penyerahan", file: "publik/Deliveries.tsx", load: () => import("./publik/Deliveries.tsx"), groups: ["publik", "bukti", "kampanye"], answers: ["/api/campaigns/:slug"] },
  { pattern: "/kampanye/:slug/beri", file: "publik/Give.tsx", load: () => import("./publik/Give.tsx"), groups: ["memberi", "beri"], answers: ["/api/campaigns/:slug"] },
  { pattern: "/bayar/:gift", file: "publik/Pay.tsx", load: () => import("./publik/Pay.tsx"), groups: ["bukti", "bayar"], secret: true },
  { pattern: "/jejak/:token", file: "publik/Trace.tsx", load: () => import("./publik/Trace.tsx"), groups: ["bukti", "jejak"], answers: ["/api/trace/:token"], secret: true },
  { pattern: "/lembaga/:organisation", file: "publik/Organisation.tsx", load: () => import("./publik/Organisation.tsx"), groups: ["publik", "lembaga"], answers: ["/api/organisations/:organisation/page"] },
  { pattern: "/log", file: "publik/Log.tsx", load: () => import("./publik/Log.tsx"), groups: ["log"], answers: ["/api/log", "/api/check"] },
  { pattern: "/lapor", file: "publik/Report.tsx", load: () => import("./publik/Report.tsx"), groups: ["lapor"] },
  { pattern: "/cara-kerja", file: "publik/Read.tsx", load: () => import("./publik/Read.tsx"), groups: ["baca"] },
  { pattern: "/bantuan", file: "publik/Read.tsx", load: () => import("./publik/Read.tsx"), groups: ["baca"] },
  { pattern: "/privasi", file: "publik/Read.tsx", load: () => import("./publik/Read.tsx"), groups: ["baca"] },
];

/** The public pages. Those of staff lie in petugas.ts, so that a giver does not fetch their list. */
export const routes: Route[] = [...publik];

/** Shown when no pattern fits. */
export const missing: Route = { pattern: "*", file: "publik/Missing.tsx", load: () => import("./publik/Missing.tsx"), groups: [] };
