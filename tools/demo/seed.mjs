// Makes the demo's world through the public API, in the past: for each stage the server and the sandbox bank live so
// many days ago (LUMBUNG_DEMO_DAYS_AGO), people do their work over HTTP, both stop again.
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Platform } from "../world/foundation.mjs";
import { static_qris } from "../world/qris.mjs";
import { Installation, root } from "../world/server.mjs";
import { chance, givers, households, houses_that_give } from "./people.mjs";
import { remember_running, words } from "./place.mjs";
import { variant } from "./variants.mjs";
import { campaigns, deeds, gifts_gone_wrong, organisations, stages } from "./world.mjs";

const day_long = 86_400_000;
const sen = (thousand) => thousand * 1000 * 100;
const date = (at) => new Date(at + 7 * 3600_000).toISOString().slice(0, 10);
const picture = (name) => readFileSync(join(root, "tools/demo/pictures", `${name}.jpg`));

class Seed {
  constructor({ binary, directory, settings, say }) {
    this.installation = new Installation({ binary, directory, settings });
    this.say = say;
    this.ago = stages[0];
    this.password = `padi-${randomBytes(3).toString("hex")}-sawah-${randomBytes(2).toString("hex")}`;
    this.platform = new Platform(this.installation, () => Date.now() - this.ago * day_long, this.password);
    this.foundations = {};
    this.campaigns = {};
    this.chance = chance(2026);
    this.waiting_givers = {};
    this.used = {};
    this.count = { gifts: 0, deliveries: 0, raised: 0 };
  }
  in_days(days) { return date(this.platform.now() + days * day_long); }
  named(key, item) { return campaigns[key].items.find((one) => one.key === item).name.toLowerCase(); }
  at(key) { return this.campaigns[key]; }
  foundation(key) { return this.foundations[campaigns[key].organisation]; }

  async run() {
    await this.installation.prepare();
    const past = () => ({ demo_days_ago: this.ago });
    const invitation = await this.installation.run_with(past(), "init", "--email", "admin@lumbung.example");
    for (const ago of stages) {
      this.ago = ago;
      this.told = [];
      await this.installation.start(past());
      remember_running("", [this.installation.server.pid, this.installation.sandbox.pid]);
      try {
        for (const { client } of this.platform.people) client.rest();
        if (ago === stages[0]) await this.platform.found(invitation);
        await this.stage(ago);
      } finally {
        await this.installation.stop();
      }
      this.say(`  ${words(ago ? `${String(ago).padStart(2)} hari yang lalu` : "hari ini        ", ago ? `${String(ago).padStart(2)} days ago` : "today      ")}   ${this.told.join("; ")}`);
    }
    return {
      password: this.password, trace: this.finished_trace, seeded_at: new Date().toISOString(),
      people: this.platform.people.map(({ client, name, role, at }) => ({ name, role, at, email: client.email, secret: client.secret })),
    };
  }

  async stage(ago) {
    for (const [key, organisation] of Object.entries(organisations)) if (organisation.founded === ago) await this.found(key, organisation);
    for (const [key, campaign] of Object.entries(campaigns)) if (campaign.opened === ago) await this.open(key, campaign);
    let gifts = 0;
    for (const [key, campaign] of Object.entries(campaigns)) for (const gift of campaign.gifts[ago] ?? []) gifts += await this.gift(key, gift);
    for (const [when, key, thousand, why] of gifts_gone_wrong) if (when === ago) await this.gift_gone_wrong(key, thousand, why);
    if (gifts) this.told.push(words(`${gifts} donasi`, `${gifts} gifts`));
    for (const [key, campaign] of Object.entries(campaigns)) await this.measure(key, campaign, ago);
    for (const [when, key, deed, ...how] of deeds) if (when === ago) await this[deed](key, ...how);
  }

  async found(key, organisation) {
    this.foundations[key] = await this.platform.foundation({
      ...organisation, permit: organisation.permit && this.permit(organisation), nmid_qris: static_qris(organisation.name, organisation.city, organisation.number), paper: picture("surat"), paper_type: "image/jpeg",
    });
    if (key === "lumbung") await this.platform.trust_bank(this.foundations[key].id);
    this.told.push(words(`${organisation.name} diverifikasi dua pemeriksa`, `${organisation.name} verified by two officers`));
  }

  /** A collection permit is valid for three months. */
  permit({ permit: [number, issuer], area }) {
    return { number, issuer, area, from: date(this.platform.now() - day_long), to: date(this.platform.now() + 89 * day_long) };
  }

  async open(key, wish) {
    const foundation = this.foundation(key);
    const { campaign_editor: editor, field_officer: officer } = foundation;
    const { id: programme, items } = await foundation.programme({
      title: wish.title, summary: wish.summary, area: wish.area, months: wish.months, target_households: wish.households, activities: wish.activities.map(([title, from, to]) => ({ title, from: this.in_days(from), to: this.in_days(to) })),
      needs: wish.needs.map(([text, households]) => ({ text, households })),
      items: wish.items.map(({ name, asset, unit_cost, units }) => ({ name, asset, unit_cost: sen(unit_cost), units })),
      costs: wish.costs.map((cost) => ({ ...cost, amount: sen(cost.amount) })),
    });
    const made = { programme, families: [], enrolments: [], milestones: [], indicators: [], gifts: [], deliveries: {}, items: Object.fromEntries(wish.items.map((item, i) => [item.key, items[i].id])) };
    this.campaigns[key] = made;
    for (const [title, due, thousand] of wish.milestones) {
      const id = editor.new_id();
      await editor.post(`/api/programmes/${programme}/milestones`, { id, title, due: date(Date.now() - due * day_long), amount: sen(thousand) });
      made.milestones.push(id);
    }
    for (const { name, unit, baseline, target } of wish.indicators) {
      const id = editor.new_id();
      await editor.post(`/api/programmes/${programme}/indicators`, { id, name, unit, baseline: baseline * 1000, target: target * 1000 }); // thousandths
      made.indicators.push(id);
    }
    const hero = await this.upload(foundation, editor, wish.hero, "campaign");
    made.campaign = await foundation.campaign({
      ...wish, programme, target: sen(wish.target), picture: hero, deadline_days: wish.deadline, disaster: wish.disaster ?? false,
    });
    const known = wish.shares_families_with ? this.at(wish.shares_families_with).families.slice(0, wish.enrolled) : null;
    const seeds = Object.keys(campaigns).indexOf(key) + 1;
    made.families = known ?? [];
    if (!known) for (const household of households(wish.village, wish.enrolled, seeds)) made.families.push(await foundation.family(household));
    for (const family of made.families) made.enrolments.push((await officer.post(`/api/programmes/${programme}/enrolments`, { id: officer.new_id(), family })).id);
    this.told.push(words(`kampanye "${wish.title}" dibuka`, `campaign "${wish.title}" opened`));
  }

  upload(foundation, person, name, purpose = "evidence") {
    // What proves something is no picture of a campaign, so news shows another shot of the same scene.
    return foundation.picture(purpose === "campaign" ? variant(picture(name), 255) : picture(name), "image/jpeg", person, purpose);
  }
  /** A picture that is evidence of one hand-over only. */
  fresh(foundation, name) {
    const used = (this.used[name] = (this.used[name] ?? -1) + 1);
    return foundation.picture(variant(picture(name), used), "image/jpeg", foundation.field_officer);
  }

  /** Everybody gives once before somebody gives again, in another order for each campaign. */
  next_giver(key) {
    const waiting = (this.waiting_givers[key] ??= []);
    if (!waiting.length) waiting.push(...givers.map((one) => [this.chance(), one]).sort(([a], [b]) => a - b).map(([, one]) => one));
    return waiting.pop();
  }

  async gift(key, wish) {
    const [thousand, , house] = String(wish).split(" ");
    const va = house !== undefined;
    const [name, message] = va ? houses_that_give[Number(house)] : this.next_giver(key);
    const gift = await this.foundation(key).gift(campaigns[key].slug, sen(Number(thousand)), { ...(name ? { name } : {}), ...(message ? { message } : {}), method: va ? "va" : "qris" });
    this.at(key).gifts.push({ ...gift, thousand: Number(thousand), ago: this.ago });
    if (key === "gizi" && thousand === "250") this.finished_trace ??= gift.trace;
    this.count.gifts += 1;
    this.count.raised += Number(thousand);
    return 1;
  }

  async gift_gone_wrong(key, thousand, why) {
    await this.foundation(key).gift(campaigns[key].slug, sen(thousand), why === "unpaid" ? { paid: false } : { wish: { mischief: why } });
    this.told.push(why === "unpaid" ? words("satu donasi tidak jadi dibayar", "one gift never paid") : words("satu pembayaran salah jumlah, masuk penampungan", "one payment of a wrong amount, to suspense"));
  }

  async measure(key, wish, ago) {
    for (const [i, { measured }] of wish.indicators.entries())
      for (const [when, actual, note] of measured)
        if (when === ago) {
          const { campaign_editor: editor } = this.foundation(key);
          await editor.post(`/api/programmes/${this.at(key).programme}/indicators/${this.at(key).indicators[i]}/measurements`, { id: editor.new_id(), on: this.platform.today(), actual: actual * 1000, note });
        }
  }

  // ---- deeds, by their name in the table
  async update(key, title, text, shown) {
    const foundation = this.foundation(key), { campaign_editor: editor } = foundation;
    await editor.post(`/api/campaigns/${this.at(key).campaign.id}/updates`, { id: editor.new_id(), title, text, picture: await this.upload(foundation, editor, shown, "campaign") });
  }
  async release(key, thousand, reason, milestone) {
    const foundation = this.foundation(key), made = this.at(key);
    const minutes = await this.upload(foundation, foundation.treasurer, "berita-acara");
    await foundation.release(made.programme, made.campaign.id, sen(thousand), reason, [minutes], made.milestones[milestone]);
    this.told.push(words(`dana tahap ${milestone + 1} dilepas oleh dua orang`, `tranche ${milestone + 1} released by two people`));
  }
  /** A release that still waits for the second person: something to decide for whoever tries the demo. */
  async propose(key, thousand, reason, milestone) {
    const foundation = this.foundation(key), { treasurer } = foundation, made = this.at(key);
    await treasurer.post(`/api/programmes/${made.programme}/releases`, {
      id: treasurer.new_id(), campaign: made.campaign.id, amount: sen(thousand), reason, evidence: [await this.upload(foundation, treasurer, "berita-acara")], milestone: made.milestones[milestone],
    });
    this.told.push(words("satu pencairan dana menunggu persetujuan Anda", "one release waits for your approval"));
  }
  async buy(key, item, units, thousand, vendor, quotes) {
    const foundation = this.foundation(key);
    await foundation.buy(this.at(key).programme, this.at(key).items[item], units, sen(thousand), {
      vendor, quotes: quotes.map(([vendor, total]) => ({ vendor, total: sen(total) })), evidence: [await this.upload(foundation, foundation.treasurer, "kuitansi"), await this.upload(foundation, foundation.treasurer, "gudang")],
    });
    this.told.push(words(`${units} ${this.named(key, item)} dibeli`, `${units} × ${this.named(key, item)} bought`));
  }
  async cost(key, name, thousand) {
    const foundation = this.foundation(key), { treasurer } = foundation;
    await treasurer.post(`/api/programmes/${this.at(key).programme}/costs`, {
      id: treasurer.new_id(), name, kind: "service", amount: sen(thousand), on: this.platform.today(), evidence: [await this.upload(foundation, treasurer, "kuitansi")],
    });
  }
  async deliver(key, item, many, with_photo = true) {
    const foundation = this.foundation(key), made = this.at(key), { place, photos } = campaigns[key];
    const done = (made.deliveries[item] ??= { next: 0 });
    const form = await this.upload(foundation, foundation.field_officer, "formulir"); // one list for all of a day
    for (let i = 0; i < many; i++) {
      const number = done.next++;
      const near = () => Number(((this.chance() - 0.5) / 250).toFixed(5));
      const handed = await foundation.deliver(made.programme, made.items[item], made.enrolments[number], {
        ...(with_photo ? { photo: await this.fresh(foundation, photos[item][number % photos[item].length]) } : {}), form, signature: await this.fresh(foundation, `tanda-tangan-${1 + (number % 2)}`),
        at: this.platform.now() - (many - i) * 240_000, place: { lat: place.lat + near(), lon: place.lon + near(), accuracy: 4 + (number % 9) },
      });
      // The second person looks at photo and form; a signature stays a mosaic. The last of a day's waits for its turn.
      if (this.ago > 2 || i + 1 < many)
        for (const { id, kind } of handed.evidence) if (kind !== "signature") await foundation.campaign_editor.post(`/api/evidence/${id}/clearance`);
      this.count.deliveries += 1;
    }
    this.told.push(words(`${many} ${this.named(key, item)} diserahkan${with_photo ? "" : " tanpa foto"}`, `${many} × ${this.named(key, item)} handed over${with_photo ? "" : " without a photo"}`));
  }
  deliver_without_photo(key, item, many) { return this.deliver(key, item, many, false); }
  async close(key, reason) {
    await this.foundation(key).campaign_editor.post(`/api/campaigns/${this.at(key).campaign.id}/closing`, { reason });
    this.told.push(words("kampanye ditutup, semua terbukti", "campaign closed, all proven"));
  }
  async refund(key, thousand, reason) {
    const { treasurer } = this.foundation(key);
    const gift = this.at(key).gifts.findLast((one) => one.thousand === thousand && one.ago === this.ago);
    await treasurer.prove();
    await treasurer.post(`/api/gifts/${gift.id}/refund`, { id: treasurer.new_id(), amount: Math.round(sen(thousand) * (1 - campaigns[key].fee_permille / 1000)), reason });
    this.told.push(words("satu donasi dikembalikan", "one gift returned"));
  }
}

export async function seed(wish) {
  const seeding = new Seed(wish);
  const world = await seeding.run();
  const { gifts, deliveries, raised } = seeding.count;
  wish.say(words(`  ${gifts} donasi, Rp${raised.toLocaleString("id-ID")}.000; ${deliveries} penyerahan.`, `  ${gifts} gifts, Rp${raised.toLocaleString("id-ID")}.000; ${deliveries} hand-overs.`));
  return world;
}
