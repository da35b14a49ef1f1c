// Names for the accounts of a book: the ledger knows purpose and owner, the organisation's own lists know what the owner is called.
import { useEffect, useState } from "preact/hooks";
import { Problem, read } from "../../core/api.ts";
import { t, t_or } from "../../core/i18n.ts";
import { may } from "../../core/session.ts";
import * as doors from "../../core/console.ts";

export interface Book { rows: doors.TrialRow[]; totals: doors.Trial["totals"]; owners: Record<string, string> }

export const purpose_name = (purpose: string): string => t_or(`purpose.${purpose}`, purpose);
export function account_name(book: Book | null, id: string): string {
  const row = book?.rows.find((one) => one.id === id);
  if (!row) return t("book.other_account");
  const owner = book!.owners[row.owner];
  return owner ? `${purpose_name(row.purpose)} · ${owner}` : purpose_name(row.purpose);
}

/** The whole trial balance with the names of its owners. */
export function useBook(organisation: string) {
  const [data, set_data] = useState<Book | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [turn, set_turn] = useState(0);
  useEffect(() => {
    let alive = true;
    const gather = async (): Promise<void> => {
      const quiet = <T,>(wish: Promise<T[]>): Promise<T[]> => wish.catch(() => []);
      const [first, programmes, campaigns] = await Promise.all([
        read(doors.accounts(organisation)),
        may("programme.view") ? quiet(doors.read_all(() => doors.programmes(organisation), 1)) : [],
        may("giving.edit_campaign", "giving.view_gifts") ? quiet(doors.read_all((after) => doors.campaigns(organisation, after), 10)) : [],
      ]);
      const rows = [...first.items];
      for (let next: string | null = first.next as string | null; next; ) { const page = await read(doors.accounts(organisation, next)); rows.push(...page.items); next = page.next as string | null; }
      const owners = Object.fromEntries([...programmes, ...campaigns].map((one) => [one.id, one.title]));
      if (alive) set_data({ rows, totals: first.totals, owners });
    };
    gather().catch((trouble) => { if (alive && trouble instanceof Problem) set_problem(trouble); });
    return () => { alive = false; };
  }, [organisation, turn]);
  return { data, problem, again: () => { set_problem(null); set_turn(turn + 1); } };
}
