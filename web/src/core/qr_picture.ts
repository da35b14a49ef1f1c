// The QR code as a PNG for a phone's gallery, with the payee's name and the amount below it. Fetched when it is asked for.
import { qr_cells } from "./qr.ts";

const width = 1080; // Wide enough for every wallet's reader, and the galleries of small phones take it.
const quiet = 4; // Cells of white around the code (ISO/IEC 18004).

/** Cuts a text into lines that fit. */
function lines_of(pen: CanvasRenderingContext2D, text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && pen.measureText(longer).width <= most) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** `words` are drawn below the code, the first one largest. */
export function qr_canvas(payload: string, words: string[]): HTMLCanvasElement {
  const cells = qr_cells(payload);
  const cell = Math.floor(width / (cells.length + 2 * quiet)); // whole pixels, so that every edge is sharp
  const left = Math.floor((width - cell * cells.length) / 2);
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d")!;
  const font = (i: number): string => `${i < 2 ? 700 : 400} ${[84, 52, 40][Math.min(i, 2)]}px system-ui, sans-serif`;
  const rows = words.flatMap((text, i) => {
    pen.font = font(i);
    return lines_of(pen, text, width - 120).map((line) => ({ line, font: font(i), height: [116, 72, 60][Math.min(i, 2)]! }));
  });
  canvas.width = width;
  canvas.height = left * 2 + cell * cells.length + rows.reduce((sum, row) => sum + row.height, 40);
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#000";
  cells.forEach((row, y) => row.forEach((dark, x) => { if (dark) pen.fillRect(left + x * cell, left + y * cell, cell, cell); }));
  let y = left * 2 + cell * cells.length;
  pen.textAlign = "center";
  pen.textBaseline = "top";
  for (const row of rows) {
    pen.font = row.font;
    pen.fillText(row.line, width / 2, y);
    y += row.height;
  }
  return canvas;
}

/** Draws the picture and gives it to the browser to keep. */
export async function save_qr(payload: string, words: string[], name: string): Promise<void> {
  const png = await new Promise<Blob | null>((resolve) => qr_canvas(payload, words).toBlob(resolve, "image/png"));
  if (!png) throw new Error("no picture");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(png);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
