// An amount of sen. `short` needs the exact figure somewhere beside it.
import { rupiah, rupiah_short } from "../core/fmt.ts";

export function Money({ sen, short }: { sen: number; short?: boolean }) {
  return <span class="num" title={short ? rupiah(sen) : undefined}>{short ? rupiah_short(sen) : rupiah(sen)}</span>;
}
