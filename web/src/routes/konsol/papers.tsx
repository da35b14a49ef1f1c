// What an organisation hands in: documents, permit or exemption, bank account. Shown the same to it and to the platform.
import { Pill } from "../../ui/marks.tsx";
import { AreaName } from "../../ui/Area.tsx";
import { day_long, moment } from "../../core/fmt.ts";
import { t, t_or } from "../../core/i18n.ts";
import * as doors from "../../core/console.ts";
import { Facts } from "./parts.tsx";

export const document_kinds = ["akta", "sk_kemenkumham", "npwp", "izin_pub"] as const;
type Permit = NonNullable<doors.Organisation["permit"]>;
type Account = NonNullable<doors.Organisation["bank_account"]>;

export function Documents({ o }: { o: doors.Organisation }) {
  const rows = o.documents ?? [];
  if (!rows.length) return <p class="hush">{t("org.no_documents")}</p>;
  return (
    <ul class="list">
      {rows.map((one) => (
        <li key={one.id} class="row between">
          <span>{t_or(`doc_con.${one.kind}`, one.kind)}<span class="small hush block">{moment(one.added)}</span></span>
          <a class="link-row" href={doors.document_address(o.id, one.id)} target="_blank" rel="noopener">{t("org.open_document")}<span class="unseen-always"> {t_or(`doc_con.${one.kind}`, one.kind)}</span></a>
        </li>
      ))}
    </ul>
  );
}

export function PermitFacts({ p }: { p: Permit }) {
  return (
    <>
      <Pill tone={p.valid_today ? "good" : "warn"}>{p.valid_today ? t("org.permit_valid") : t("org.permit_not_valid")}</Pill>
      <Facts loose rows={[
        p.exemption && [t("org.exemption"), t_or(`exemption.${p.exemption}`, p.exemption)],
        p.explanation && [t("org.explanation"), p.explanation],
        p.number && [t("org.permit_number"), p.number],
        p.issuer && [t("org.issuer"), t_or(`issuer.${p.issuer}`, p.issuer)],
        p.area !== undefined && !p.exemption && [t("org.permit_area"), <AreaName code={p.area} />],
        p.from && [t("org.from"), day_long(p.from)],
        p.to && [t("org.to"), day_long(p.to)],
        p.extended_to && [t("org.extended_to"), day_long(p.extended_to)],
      ]} />
    </>
  );
}

export const AccountFacts = ({ a }: { a: Account }) => (
  <Facts loose rows={[[t("org.bank_code"), a.bank_code], [t("org.account_number"), <span class="num">{a.number}</span>], [t("org.holder"), a.holder], a.explanation && [t("org.explanation"), a.explanation]]} />
);
