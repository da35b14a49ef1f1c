// The frame of the console: sidebar on a desktop, bar at the bottom on a phone, organisation switcher. Nobody gets in unsigned.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Icon, Logo, type IconName } from "../../ui/Icon.tsx";
import { Skeleton, Trouble } from "../../ui/states.tsx";
import { useAction, useData, useStore } from "../../ui/hooks.ts";
import { Notice } from "../../ui/marks.tsx";
import { read, when_session_ends } from "../../core/api.ts";
import { organisation } from "../../core/console.ts";
import { check } from "../../core/doors-log.ts";
import { moment_long, show_zone, type Zone } from "../../core/fmt.ts";
import { keep, kept } from "../../core/keep.ts";
import { zone_of_area } from "../../core/zone.ts";
import { lang, t, t_or, type Key, type Lang } from "../../core/i18n.ts";
import { go } from "../../core/router.ts";
import { choose_employer, employer, employers, for_platform, load_me, may, me, roles_in, sign_in_address, sign_out, type Employer } from "../../core/session.ts";

type Label = Extract<Key, `nav_con.${string}`>;
interface Place { href: string; icon: IconName; label: Label; rights: string[] }
const places: Place[] = [
  { href: "/konsol", icon: "home", label: "nav_con.home", rights: [] },
  { href: "/konsol/program", icon: "tree", label: "nav_con.programmes", rights: ["programme.view"] },
  { href: "/konsol/persetujuan", icon: "shield", label: "nav_con.approvals", rights: [] },
  { href: "/konsol/kampanye", icon: "heart", label: "nav_con.campaigns", rights: ["giving.edit_campaign", "giving.view_gifts"] },
  { href: "/konsol/bukti", icon: "camera", label: "nav_con.evidence", rights: ["programme.clear_evidence"] },
  { href: "/konsol/keluarga", icon: "people", label: "nav_con.families", rights: ["registry.view"] },
  { href: "/konsol/buku", icon: "book", label: "nav_con.ledger", rights: ["ledger.view"] },
  { href: "/konsol/titipan", icon: "coin", label: "nav_con.suspense", rights: ["payments.see_suspense"] },
  { href: "/konsol/lembaga", icon: "bank", label: "nav_con.organisation", rights: ["access.view_organisation"] },
  { href: "/konsol/audit", icon: "search", label: "nav_con.audit", rights: ["access.view_audit"] },
  { href: "/konsol/platform", icon: "flag", label: "nav_con.platform", rights: ["access.verify_organisation"] },
];
const offered = (): Place[] => places.filter((place) => (place.href === "/konsol/platform" ? for_platform(me.get()) : true) && (place.rights.length === 0 || may(...place.rights)));
/** What the bar at the bottom of a phone holds: whoever hands over has families near, everybody else what waits for a decision. */
const in_bar = (list: Place[]): Place[] => {
  const wanted = may("programme.deliver") ? ["/konsol", "/konsol/program", "/konsol/keluarga"] : ["/konsol", "/konsol/program", "/konsol/persetujuan"];
  const found = list.filter((place) => wanted.includes(place.href));
  return [...found, ...list.filter((place) => !found.includes(place))].slice(0, 3);
};

/** Clocks show the zone of the organisation. The page waits for it the first time; after that it is known here. */
function useZone(chosen: Employer | null): boolean {
  const name = `zona.${chosen?.id ?? ""}`;
  const known = (): Zone | null => (chosen ? kept<Zone>(name, "localStorage") : "WIB");
  const [ready, set_ready] = useState("");
  const zone = known();
  if (zone) show_zone(zone);
  useEffect(() => {
    if (!chosen || known()) return;
    read(organisation(chosen.id)).then(({ area }) => { show_zone(zone_of_area(area)); keep(name, zone_of_area(area), "localStorage"); }, () => undefined).then(() => set_ready(chosen.id));
  }, [chosen?.id]);
  return Boolean(zone) || ready === chosen?.id;
}

const here = (place: Place, path: string): boolean => path === place.href || (place.href !== "/konsol" && (path.startsWith(place.href + "/") || path === place.href + "-baru"));

const Links = ({ path, list }: { path: string; list: Place[] }) => (
  <ul>{list.map((place) => <li key={place.href}><a href={place.href} aria-current={here(place, path) ? "page" : undefined}><Icon name={place.icon} /><span>{t(place.label)}</span></a></li>)}</ul>
);

function Switcher({ name }: { name: string }) {
  const who = useStore(me);
  const chosen = useStore(employer);
  const all = employers(who);
  if (!all.length) return for_platform(who) ? <p class="desk-org">{t("con.platform")}</p> : null;
  if (all.length === 1) return <p class="desk-org">{all[0]!.name}</p>;
  return (
    <div class="desk-switch">
      <label class="unseen-always" for={name}>{t("con.switch")}</label>
      <select id={name} class="input" value={chosen?.id} onChange={(event) => { choose_employer(all.find((one) => one.id === event.currentTarget.value) ?? null); go("/konsol"); }}>
        {all.map((one) => <option key={one.id} value={one.id} selected={one.id === chosen?.id}>{one.name}</option>)}
      </select>
    </div>
  );
}

function Person({ on_lang }: { on_lang: (next: Lang) => void }) {
  const who = useStore(me);
  const chosen = useStore(employer);
  const leave = useAction(async () => { await sign_out(); go("/masuk?keluar=1", true); });
  const other: Lang = lang() === "id" ? "en" : "id";
  const roles = [...roles_in(who, chosen?.id), ...(chosen ? roles_in(who, undefined) : [])];
  return (
    <div class="desk-person stack-xs">
      <p class="strong">{who?.name}</p>
      <p class="small hush">{roles.map((role) => t_or(`role.${role}`, role)).join(", ")}</p>
      <div class="row">
        <a class="link-row small" href="/konsol/akun">{t("nav_con.account")}</a>
        <button type="button" class="link-btn" lang={other} onClick={() => on_lang(other)}>{other === "en" ? "English" : "Bahasa Indonesia"}</button>
        <Button kind="plain" busy={leave.busy} onClick={() => void leave.run()}>{t("con.sign_out")}</Button>
      </div>
    </div>
  );
}

/** Asks who is signed in; whoever is not goes to the sign-in and comes back here after. */
function useGate(path: string) {
  const who = useStore(me);
  const ask = useAction(async () => { await load_me(); });
  useEffect(() => when_session_ends(() => { me.set(null); go(sign_in_address(location.pathname + location.search) + "&habis=1", true); }), []);
  useEffect(() => {
    if (who === null) void ask.run();
    else if (!who.signed_in) go(sign_in_address(path + location.search), true);
  }, [who]);
  return { in: Boolean(who?.signed_in), problem: ask.problem, again: () => void ask.run() };
}

/** The nightly check found that something does not match: whoever works here must know before they go on. */
function CheckAlarm() {
  const { data } = useData(check());
  if (data?.failing_since) return <aside class="desk-alarm" aria-label={t("con.not_checked")}><Notice tone="bad"><strong>{t("con.not_checked")}</strong> {t("con.not_checked_note")} <a href="/log">{t("con.check_alarm_link")}</a></Notice></aside>;
  if (!data?.faults && data?.copies_failing_since) return <aside class="desk-alarm" aria-label={t("con.not_copied")}><Notice tone="warn"><strong>{t("con.not_copied")}</strong> {t("con.not_copied_note", { since: moment_long(data.copies_failing_since) })}</Notice></aside>;
  if (!data?.faults) return null;
  return <aside class="desk-alarm" aria-label={t("con.check_alarm")}><Notice tone="bad"><strong>{t("con.check_alarm")}</strong> {t("con.check_alarm_note", { n: data.faults })} <a href="/log">{t("con.check_alarm_link")}</a></Notice></aside>;
}

export default function Frame({ path, on_lang, children }: { path: string; on_lang: (next: Lang) => void; children: ComponentChildren }) {
  const gate = useGate(path);
  const [open, set_open] = useState(false);
  const chosen = useStore(employer);
  const zoned = useZone(chosen);
  useEffect(() => set_open(false), [path]);
  const list = gate.in ? offered() : [];
  return (
    <div class="desk">
      <header class="desk-side no-print">
        <a class="logo" href="/konsol" aria-label={t("nav_con.to_home")}><Logo /><span>Lumbung</span></a>
        {gate.in && <><Switcher name="lembaga" /><nav class="desk-nav" aria-label={t("nav_con.label")}><Links path={path} list={list} /></nav><Person on_lang={on_lang} /></>}
      </header>
      <div class="desk-main" key={chosen?.id}>
        {gate.in && <CheckAlarm />}
        {gate.in && zoned ? children : gate.problem ? <Trouble problem={gate.problem} again={gate.again} /> : <main class="desk-wait"><Skeleton rows={2} /></main>}
      </div>
      {gate.in && (
        <nav class="desk-bar no-print" aria-label={t("nav_con.quick")}>
          <Links path={path} list={in_bar(list)} />
          <button type="button" aria-expanded={open} aria-haspopup="dialog" onClick={() => set_open(true)}><Icon name="menu" /><span>{t("nav.menu")}</span></button>
        </nav>
      )}
      <Dialog open={open} title={t("nav.menu")} on_close={() => set_open(false)}>
        <div class="desk-sheet stack" onClick={(event) => { if ((event.target as Element).closest("a")) set_open(false); }}>
          <Switcher name="lembaga-menu" />
          <nav class="desk-nav" aria-label={t("nav_con.label")}><Links path={path} list={list} /></nav>
          <Person on_lang={on_lang} />
        </div>
      </Dialog>
    </div>
  );
}
