// What every suite of faults starts from: options of the command line, chance that repeats, and a foundation whose campaign
// takes gifts.
import { static_qris } from "../../tools/world/qris.mjs";
import { new_place } from "../journeys/place.mjs";

/** The number after `--name`, or another one. */
export const option = (name, otherwise) => (process.argv.includes(name) ? Number(process.argv[process.argv.indexOf(name) + 1]) : otherwise);

/** The seed to be printed, and chance from it: Mulberry32, small, and the same everywhere. */
export const seed = option("--seed", Math.floor(Math.random() * 2 ** 31));
let state = seed;
export function chance() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

export const rp = (rupiah) => rupiah * 100;

/** A running installation with the open campaign "kit" of a foundation (which is given, too) that the bank trusts; `more` are settings. */
export async function campaign_of_kits(more = {}) {
  // The contract is another test's; here the server shall be fast.
  const { installation, platform, forget } = await new_place({ contract: "false", ...more });
  const foundation = await platform.foundation({ name: "Yayasan Tahan Banting", nmid_qris: static_qris("Yayasan Tahan Banting", "Bandung Barat", 1) });
  await platform.trust_bank(foundation.id);
  const { id: programme } = await foundation.programme({
    title: "Kit sekolah", summary: "Kit sekolah", needs: [{ text: "Anak", households: 100_000 }], target_households: 100_000,
    items: [{ name: "Kit sekolah", asset: "KIT-SEKOLAH", unit_cost: rp(70_000), units: 100_000 }],
  });
  await foundation.campaign({ programme, slug: "kit", title: "Kit sekolah", summary: "Kit", story: "Cerita", target: rp(70_000_000_000) });
  return { installation, foundation, forget };
}

/** A gift of chance to that campaign. */
export const wish_of = (client) => ({ id: client.new_id(), campaign: "kit", amount: rp(10_000 + Math.floor(chance() * 90) * 1_000), method: "qris", shown_as: "anonymous" });
