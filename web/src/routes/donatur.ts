// The addresses of a giver's own account. Fetched when somebody goes to one of them.

import { add_groups } from "../core/i18n.ts";
import type { Group } from "../core/strings.gen.ts";
import type { Route } from "./table.ts";

add_groups({
  id: { donatur: () => import("../../locales/id/donatur.json") },
  en: { donatur: () => import("../../locales/en/donatur.json") },
});

const groups: Group[] = ["donatur"];
export const later: Route[] = [
  { pattern: "/donatur", file: "donatur/Account.tsx", load: () => import("./donatur/Account.tsx"), groups, secret: true },
  { pattern: "/donatur/rutin", file: "donatur/Plans.tsx", load: () => import("./donatur/Plans.tsx"), groups, secret: true },
  { pattern: "/donatur/rutin/baru", file: "donatur/NewPlan.tsx", load: () => import("./donatur/NewPlan.tsx"), groups, secret: true },
  { pattern: "/donatur/rutin/:plan", file: "donatur/Plan.tsx", load: () => import("./donatur/Plan.tsx"), groups, secret: true },
  { pattern: "/uji-coba/surel", file: "donatur/Letters.tsx", load: () => import("./donatur/Letters.tsx"), groups, secret: true },
];
