// Small things kept in this browser. Private windows may refuse storage: then nothing is kept and nothing breaks.

const open = (kind: "localStorage" | "sessionStorage"): Storage | null => {
  try { return globalThis[kind] ?? null; } catch { return null; }
};

export function keep(name: string, value: unknown, how: "localStorage" | "sessionStorage" = "sessionStorage"): void {
  try { open(how)?.setItem("lumbung." + name, JSON.stringify(value)); } catch { /* full or forbidden */ }
}

export function kept<T>(name: string, how: "localStorage" | "sessionStorage" = "sessionStorage"): T | null {
  try { return JSON.parse(open(how)?.getItem("lumbung." + name) ?? "null") as T | null; } catch { return null; }
}
