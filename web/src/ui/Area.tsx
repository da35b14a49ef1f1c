// Choosing a place by going down the ladder: province, regency, district, village. Names repeat all over the country, steps do not.
import { useEffect, useState } from "preact/hooks";
import { Select } from "./Select.tsx";
import { Wrong } from "./Choices.tsx";
import { Problem, read } from "../core/api.ts";
import { Notice } from "./marks.tsx";
import * as doors from "../core/console.ts";
import { t } from "../core/i18n.ts";

/** "32.17.10.2005" → its four steps "32", "32.17", "32.17.10", "32.17.10.2005". */
export const steps_of = (code: string): string[] => {
  const parts = code.split(".").filter(Boolean);
  return parts.map((_, i) => parts.slice(0, i + 1).join("."));
};

const known = new Map<string, Promise<doors.Area[]>>();
function below(parent: string): Promise<doors.Area[]> {
  let asked = known.get(parent);
  if (!asked) {
    asked = doors.read_all((after) => doors.areas({ parent: parent || undefined, after }), 12);
    known.set(parent, asked);
    asked.catch(() => known.delete(parent));
  }
  return asked;
}

const labels = ["area.province", "area.regency", "area.district", "area.village"] as const;

interface AreaFieldProps { name: string; legend: string; value: string; on_pick: (code: string) => void; deepest?: 1 | 2 | 3 | 4; hint?: string; wrong?: string }

export function AreaField({ name, legend, value, on_pick, deepest = 4, hint, wrong }: AreaFieldProps) {
  const chosen = steps_of(value);
  const [lists, set_lists] = useState<Record<string, doors.Area[]>>({});
  const [tries, set_tries] = useState(0);
  const [problem, set_problem] = useState<Problem | null>(null);
  const shown = ["", ...chosen].slice(0, deepest);
  useEffect(() => {
    let alive = true;
    set_problem(null);
    for (const parent of shown) if (!lists[parent]) below(parent).then(
      (list) => { if (alive) set_lists((old) => ({ ...old, [parent]: list })); },
      (trouble) => { if (alive && trouble instanceof Problem) set_problem(trouble); },
    );
    return () => { alive = false; };
  }, [value, tries]);
  const id = `f-${name}`;
  return (
    <fieldset class="field stack-s" id={id} aria-describedby={[hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ") || undefined}>
      <legend class="sub-legend">{legend}</legend>
      {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      <div class="pair">
        {shown.map((parent, level) => (lists[parent]?.length === 0 ? null : (
          <Select key={parent} name={`${name}-${level}`} label={t(labels[level]!)} value={chosen[level] ?? ""} disabled={!lists[parent]}
            empty={lists[parent] ? undefined : t("state.loading")}
            options={(lists[parent] ?? []).map((one) => [one.code, one.name])} on_pick={(code) => on_pick(code || parent)} />
        )))}
      </div>
      {problem && <Notice tone="bad">{problem.text} <button type="button" class="link-btn" onClick={() => set_tries(tries + 1)}>{t("act.again")}</button></Notice>}
      <Wrong id={`${id}-wrong`} text={wrong} />
    </fieldset>
  );
}

/** The whole name of a place: "Desa Mekarmukti, Kec. Cihampelas, …". */
export function AreaName({ code }: { code: string }) {
  const [name, set] = useState("");
  useEffect(() => {
    let alive = true;
    if (code) read(doors.area(code)).then((found) => { if (alive) set(found.full_name); }, () => undefined);
    return () => { alive = false; };
  }, [code]);
  return <>{name || code || t("con.everywhere")}</>;
}
