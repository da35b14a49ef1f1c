// Pictures of hand-overs that nobody has looked at yet, over all programmes of an organisation.
import { useEffect, useState } from "preact/hooks";
import { Problem, read } from "../../core/api.ts";
import * as doors from "../../core/console.ts";

export interface Uncleared { delivery: doors.Delivery; programme: doors.ProgrammeRow; piece: doors.Delivery["evidence"][number] }

/** The newest hand-overs of every programme; `rows` is null while they come. There is no door that lists only what waits. */
export function useUncleared(organisation: string) {
  const [rows, set_rows] = useState<Uncleared[] | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [turn, set_turn] = useState(0);
  useEffect(() => {
    let alive = true;
    const gather = async (): Promise<void> => {
      const programmes = await doors.read_all(() => doors.programmes(organisation), 1);
      const found = await Promise.all(programmes.map(async (programme) => {
        const list = await read(doors.deliveries(programme.id));
        return list.items.flatMap((delivery) => delivery.evidence.filter((piece) => !piece.cleared && !piece.revoked).map((piece) => ({ delivery, programme, piece })));
      }));
      if (alive) set_rows(found.flat());
    };
    gather().catch((trouble) => { if (alive && trouble instanceof Problem) set_problem(trouble); });
    return () => { alive = false; };
  }, [organisation, turn]);
  return { rows, problem, again: () => { set_problem(null); set_turn(turn + 1); }, drop: (piece: string) => set_rows((old) => old?.filter((row) => row.piece.id !== piece) ?? null) };
}
