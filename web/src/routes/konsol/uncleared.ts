// Pictures of hand-overs that nobody has looked at yet, over all programmes of an organisation; the oldest first.
import { useState } from "preact/hooks";
import { useData } from "../../ui/hooks.ts";
import * as doors from "../../core/console.ts";

export type Uncleared = doors.EvidenceRow;

/** One page of what waits, without what was settled here meanwhile; `waiting` counts all of it. */
export function useUncleared(organisation: string) {
  const got = useData(doors.evidence(organisation));
  const [gone, set_gone] = useState<string[]>([]);
  const rows = got.data?.items.filter((row) => !gone.includes(row.id)) ?? null;
  const drop = (piece: string): void => {
    set_gone([...gone, piece]);
    if (rows?.length === 1 && got.data?.next) got.again(); // the page is done: the next one
  };
  return { rows, waiting: (got.data?.waiting ?? 0) - gone.filter((id) => got.data?.items.some((row) => row.id === id)).length, problem: got.problem, again: got.again, drop };
}
