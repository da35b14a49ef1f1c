// A table that becomes a list of cards on a narrow screen.
import type { ComponentChildren } from "preact";

export interface Column<T> {
  name: string; cell: (row: T) => ComponentChildren; right?: boolean;
  /** Where it stands: "when" is never broken; in a table of the shape "book", "lead" heads a card and "under" stands below it. */
  as?: "when" | "lead" | "under";
}

export function Table<T>({ caption, columns, rows, row_key, foot, shape }: {
  caption: string; columns: Column<T>[]; rows: T[]; row_key: (row: T) => string; foot?: ComponentChildren; shape?: "book";
}) {
  return (
    <div class="table-box">
      <table class={`table stacks ${shape ?? ""}`.trim()}>
        <caption class="unseen-always">{caption}</caption>
        <thead><tr>{columns.map((c) => <th key={c.name} scope="col" class={c.right ? "right" : undefined}>{c.name}</th>)}</tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row_key(row)}>{columns.map((c) => <td key={c.name} data-name={c.name} class={[c.right && "right num", c.as].filter(Boolean).join(" ") || undefined}><span>{c.cell(row)}</span></td>)}</tr>
          ))}
        </tbody>
        {foot && <tfoot>{foot}</tfoot>}
      </table>
    </div>
  );
}
