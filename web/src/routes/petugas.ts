// The addresses of sign-in and console. Fetched when somebody goes to one of them.

import { add_groups } from "../core/i18n.ts";
import { load_sheet } from "../core/sheet.ts";
import { add_icons } from "../ui/Icon.tsx";
import { staff_shapes } from "../ui/icons_staff.ts";
import type { Group } from "../core/strings.gen.ts";
import type { PageModule, Route } from "./table.ts";

add_icons(staff_shapes);
add_groups({
  id: {
    masuk: () => import("../../locales/id/masuk.json"),
    konsol: () => import("../../locales/id/konsol.json"),
    k_lembaga: () => import("../../locales/id/k_lembaga.json"),
    k_program: () => import("../../locales/id/k_program.json"),
    k_kampanye: () => import("../../locales/id/k_kampanye.json"),
    k_uang: () => import("../../locales/id/k_uang.json"),
    k_serah: () => import("../../locales/id/k_serah.json"),
    k_keluarga: () => import("../../locales/id/k_keluarga.json"),
    k_buku: () => import("../../locales/id/k_buku.json"),
    k_beranda: () => import("../../locales/id/k_beranda.json"),
    k_audit: () => import("../../locales/id/k_audit.json"),
  },
  en: {
    masuk: () => import("../../locales/en/masuk.json"),
    konsol: () => import("../../locales/en/konsol.json"),
    k_lembaga: () => import("../../locales/en/k_lembaga.json"),
    k_program: () => import("../../locales/en/k_program.json"),
    k_kampanye: () => import("../../locales/en/k_kampanye.json"),
    k_uang: () => import("../../locales/en/k_uang.json"),
    k_serah: () => import("../../locales/en/k_serah.json"),
    k_keluarga: () => import("../../locales/en/k_keluarga.json"),
    k_buku: () => import("../../locales/en/k_buku.json"),
    k_beranda: () => import("../../locales/en/k_beranda.json"),
    k_audit: () => import("../../locales/en/k_audit.json"),
  },
});

/** The sheet of the sign-in and the console comes with the first page that wants it. */
const with_sheet = async <T>(module: Promise<T>): Promise<T> => (await Promise.all([module, load_sheet(CONSOLE_SHEET)]))[0];
declare const CONSOLE_SHEET: string;

const masuk = (pattern: string, file: string, load: () => Promise<PageModule>, ...groups: Group[]): Route => ({ pattern, file: `masuk/${file}.tsx`, load: () => with_sheet(load()), groups: ["masuk", ...groups], secret: true });
const konsol = (path: string, file: string, groups: Group[], load: () => Promise<PageModule>): Route =>
  ({ pattern: `/konsol${path}`, file: `konsol/${file}.tsx`, load, groups: ["konsol", ...groups], secret: true, frame: () => with_sheet(import("./konsol/Frame.tsx")) });

export const later: Route[] = [
  masuk("/masuk", "SignIn", () => import("./masuk/SignIn.tsx")),
  masuk("/masuk/lupa", "Forgot", () => import("./masuk/Forgot.tsx")),
  masuk("/masuk/sandi-baru", "NewPassword", () => import("./masuk/NewPassword.tsx")),
  masuk("/undangan/:token", "Invitation", () => import("./masuk/Invitation.tsx")),
  masuk("/daftar-lembaga", "Register", () => import("./masuk/Register.tsx"), "konsol"),
  konsol("", "Home", ["k_beranda", "kampanye", "publik"], () => import("./konsol/Home.tsx")),
  konsol("/persetujuan", "Approvals", ["k_uang"], () => import("./konsol/Approvals.tsx")),
  konsol("/persetujuan/:approval", "Approval", ["k_uang", "k_lembaga"], () => import("./konsol/Approval.tsx")),
  konsol("/lembaga", "Organisation", ["k_lembaga"], () => import("./konsol/Organisation.tsx")),
  konsol("/lembaga/petugas", "Staff", ["k_lembaga"], () => import("./konsol/Staff.tsx")),
  konsol("/program", "Programmes", ["k_program"], () => import("./konsol/Programmes.tsx")),
  konsol("/program/:programme", "Programme", ["k_program"], () => import("./konsol/Programme.tsx")),
  konsol("/program/:programme/rencana", "Plan", ["k_program"], () => import("./konsol/Plan.tsx")),
  konsol("/program/:programme/keluarga", "Enrolments", ["k_program", "k_serah"], () => import("./konsol/Enrolments.tsx")),
  konsol("/program/:programme/pencairan", "Releases", ["k_program", "k_uang"], () => import("./konsol/Releases.tsx")),
  konsol("/program/:programme/pembelian", "Purchases", ["k_program", "k_uang"], () => import("./konsol/Purchases.tsx")),
  konsol("/program/:programme/rusak", "Losses", ["k_program", "k_uang", "k_serah"], () => import("./konsol/Losses.tsx")),
  konsol("/program/:programme/biaya", "Costs", ["k_program", "k_uang"], () => import("./konsol/Costs.tsx")),
  konsol("/program/:programme/penyerahan", "Deliveries", ["k_program", "k_serah"], () => import("./konsol/Deliveries.tsx")),
  konsol("/program/:programme/serahkan", "Deliver", ["k_program", "k_serah"], () => import("./konsol/Deliver.tsx")),
  konsol("/bukti", "Evidence", ["k_serah"], () => import("./konsol/Evidence.tsx")),
  konsol("/kampanye", "Campaigns", ["k_kampanye", "kampanye", "publik"], () => import("./konsol/Campaigns.tsx")),
  konsol("/kampanye-baru", "CampaignForm", ["k_kampanye"], () => import("./konsol/CampaignForm.tsx")),
  konsol("/kampanye-rutin", "Recurring", ["k_kampanye"], () => import("./konsol/Recurring.tsx")),
  konsol("/kampanye/:campaign", "Campaign", ["k_kampanye", "kampanye", "publik"], () => import("./konsol/Campaign.tsx")),
  konsol("/kampanye/:campaign/ubah", "CampaignForm", ["k_kampanye"], () => import("./konsol/CampaignForm.tsx")),
  konsol("/kampanye/:campaign/pemberian", "Gifts", ["k_kampanye"], () => import("./konsol/Gifts.tsx")),
  konsol("/keluarga", "Families", ["k_keluarga"], () => import("./konsol/Families.tsx")),
  konsol("/keluarga-baru", "FamilyForm", ["k_keluarga"], () => import("./konsol/FamilyForm.tsx")),
  konsol("/keluarga/:family", "Family", ["k_keluarga"], () => import("./konsol/Family.tsx")),
  konsol("/buku", "Ledger", ["k_buku"], () => import("./konsol/Ledger.tsx")),
  konsol("/buku/akun/:account", "Statement", ["k_buku"], () => import("./konsol/Statement.tsx")),
  konsol("/buku/jurnal/:entry", "Entry", ["k_buku"], () => import("./konsol/Entry.tsx")),
  konsol("/buku/laporan", "Reports", ["k_buku"], () => import("./konsol/Reports.tsx")),
  konsol("/buku/utang", "Owed", ["k_buku"], () => import("./konsol/Owed.tsx")),
  konsol("/buku/saldo-awal", "OpeningBalances", ["k_buku"], () => import("./konsol/OpeningBalances.tsx")),
  konsol("/buku/tutup", "CloseBook", ["k_buku"], () => import("./konsol/CloseBook.tsx")),
  konsol("/titipan", "Suspense", ["k_uang", "k_kampanye"], () => import("./konsol/Suspense.tsx")),
  konsol("/audit", "Audit", ["k_lembaga", "k_audit"], () => import("./konsol/Audit.tsx")),
  konsol("/akun", "Account", ["k_lembaga", "masuk"], () => import("./konsol/Account.tsx")),
  konsol("/platform", "Platform", ["k_lembaga"], () => import("./konsol/Platform.tsx")),
  konsol("/platform/petugas", "PlatformStaff", ["k_lembaga"], () => import("./konsol/PlatformStaff.tsx")),
  konsol("/platform/laporan", "PlatformReports", ["k_lembaga"], () => import("./konsol/PlatformReports.tsx")),
  konsol("/platform/:organisation", "PlatformOrganisation", ["k_lembaga"], () => import("./konsol/PlatformOrganisation.tsx")),
];
