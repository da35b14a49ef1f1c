// The rules for a new password, ticked off while typing.
import { Icon } from "../../ui/Icon.tsx";
import { t } from "../../core/i18n.ts";

/** The rules of the server, told while typing. It also knows the commonest passwords; that it says itself. Where the page does not
    know whose password it is, the rule about name and address stands there untested. */
export function Rules({ password, name, email }: { password: string; name?: string; email?: string }) {
  const lower = password.toLowerCase();
  const known = name !== undefined || email !== undefined;
  const about_you = [...(name ?? "").toLowerCase().split(/\s+/), (email ?? "").toLowerCase().split("@")[0]!].some((word) => word.length >= 4 && lower.includes(word));
  const rows: Array<[boolean, string]> = [
    [[...password].length >= 12, t("in.rule_long")],
    [known && password !== "" && !about_you, t("in.rule_you")],
    [new Set(password).size >= 5, t("in.rule_varied")],
  ];
  return <ul class="rules small">{rows.map(([good, text]) => <li key={text} class={good ? "good" : ""}><Icon name={good ? "check" : "info"} /><span>{text}</span><span class="unseen-always">{good ? t("in.rule_met") : t("in.rule_not")}</span></li>)}</ul>;
}
