// Where something happened, as the phone says it or as somebody types it.

export interface Place { lat: number; lon: number; accuracy: number }

/** "-6.91234, 107.61234" as a map shows it, or null. */
export function place_of(typed: string): Place | null {
  const hit = /^\s*(-?\d{1,2}[.,]\d+)\s*[,; ]\s*(-?\d{1,3}[.,]\d+)\s*$/.exec(typed);
  if (!hit) return null;
  const [lat, lon] = [Number(hit[1]!.replace(",", ".")), Number(hit[2]!.replace(",", "."))];
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon, accuracy: 100 } : null;
}
