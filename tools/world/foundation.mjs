// How a foundation comes into being through the API: its papers, its verification by two officers of the platform, its
// staff, its merchant account; and what it then does: programmes, campaigns, releases, purchases, hand-overs.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "./client.mjs";

const password = "padi-menguning-di-sawah-27";

/** One pixel is enough for a paper that nobody looks at; real pictures are handed in. */
export const tiny_png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==", "base64");

const day = (at) => new Date(at + 7 * 3600_000).toISOString().slice(0, 10); // WIB

export class Platform {
  constructor(installation, now = Date.now) {
    this.installation = installation;
    this.now = now;
  }
  client() { return new Client(this.installation.url, this.now); }
  today() { return day(this.now()); }

  /** From the link that `lumbung init` printed: the administrator, and two officers who verify. */
  async found(init_output) {
    const token = /\/undangan\/(\S+)/.exec(init_output)[1];
    this.admin = await this.client().accept(token, { name: "Rahma Pengelola", email: "admin@lumbung.example", password });
    this.officers = [];
    for (const name of ["Wayan Pemeriksa", "Butet Pemeriksa"]) this.officers.push(await this.staff(this.admin, "/api/platform/staff", name, "platform_verifier"));
    return this;
  }

  async staff(inviter, door, name, role, area) {
    const email = `${name.toLowerCase().replaceAll(" ", ".")}.${Math.random().toString(36).slice(2, 7)}@lumbung.example`;
    const invited = await inviter.post(door, { id: inviter.new_id(), email, name, role, ...(area ? { area } : {}) });
    return this.client().accept(invited.token, { name, email, password });
  }

  /** A verified organisation with staff in every role. */
  async foundation({ name, kind = "yayasan", area = "32.17", nmid_qris, va_prefix, exemption, permit }) {
    const made = new Foundation(this, name, area);
    const visitor = this.client();
    made.id = visitor.new_id();
    const slug = name.toLowerCase().replace(/[^a-z]+/g, ".");
    const registered = await visitor.post("/api/organisations", {
      id: made.id, name, kind, area, contact_phone: "0812-3456-7890",
      administrator: { id: visitor.new_id(), name: "Sari Ketua", email: `ketua.${slug}@contoh.example` },
    });
    const token = registered.invitation.token;
    made.admin = await this.client().accept(token, { name: "Sari Ketua", email: `ketua.${slug}@contoh.example`, password });
    for (const paper of ["akta", "sk_kemenkumham", "npwp", ...(exemption ? [] : ["izin_pub"])])
      await made.admin.upload(`/api/organisations/${made.id}/documents?kind=${paper}&id=${made.admin.new_id()}`, tiny_png, "image/png");
    await made.admin.put(`/api/organisations/${made.id}/permit`, permit ?? exemption ?? {
      number: "123/HUK-PS/2026", issuer: "regent", area, from: day(this.now() - 86_400_000), to: day(this.now() + 89 * 86_400_000),
    });
    await made.admin.put(`/api/organisations/${made.id}/bank-account`, { bank_code: "014", number: "5270123456", holder: name });
    await made.admin.post(`/api/organisations/${made.id}/submission`);
    await this.verify(made.id);
    for (const [role, person] of [["campaign_editor", "Dewi Penulis"], ["treasurer", "Budi Bendahara"], ["approver", "Tuti Penyetuju"], ["field_officer", "Ujang Pendamping"]])
      made[role] = await this.staff(made.admin, `/api/organisations/${made.id}/staff`, person, role);
    await this.admin.put(`/api/organisations/${made.id}/merchant`, { name: name.toUpperCase().slice(0, 40), static_qris: nmid_qris, ...(va_prefix ? { va_prefix } : {}) });
    return made;
  }

  async verify(organisation) {
    const [first, second] = this.officers;
    await first.prove();
    const proposed = await first.post(`/api/organisations/${organisation}/verification`, { id: first.new_id(), decision: "verify" });
    await decide(second, proposed.approval);
  }

  /** Tells the server whom to trust with payment notices: the keys that the sandbox bank made. */
  async trust_bank(home) {
    const keys = join(this.installation.directory, "data/sandbox-bank");
    await this.admin.put("/api/partners", {
      client_key: "BANK-UJI-COBA", name: "Bank Uji Coba", home,
      public_key: readFileSync(join(keys, "sandbox-bank.pub"), "utf8"), secret: readFileSync(join(keys, "sandbox-bank.secret"), "utf8").trim(),
    });
  }
}

/** A second person looks at the text and agrees to exactly that. */
export async function decide(person, approval, decision = "approve") {
  const seen = await person.get(`/api/approvals/${approval}`);
  await person.prove();
  return person.post(`/api/approvals/${approval}/decision`, { decision, content_hash: seen.content_hash });
}

export class Foundation {
  constructor(platform, name, area) {
    this.platform = platform;
    this.name = name;
    this.area = area;
  }

  async programme({ title, summary, area = this.area, items, needs, activities = [], costs = [], target_households, months = 3 }) {
    const editor = this.campaign_editor;
    const id = editor.new_id();
    const starts = this.platform.today();
    const ends = day(this.platform.now() + months * 30 * 86_400_000);
    await editor.post("/api/programmes", { id, organisation: this.id, title, summary, area, starts, ends });
    const planned = items.map((item) => ({ id: editor.new_id(), ...item }));
    const goods = planned.reduce((sum, item) => sum + item.unit_cost * item.units, 0);
    await editor.put(`/api/programmes/${id}/plan`, {
      version: 0, target_households, needs, items: planned,
      activities: activities.map((title) => ({ title, from: starts, to: ends })),
      budget: [{ name: items.map((item) => item.name).join(", "), amount: goods, kind: "goods" }, ...costs],
    });
    return { id, items: planned, goods };
  }

  async campaign({ programme, slug, title, summary, story, target, fee_permille = 0, disaster = false, deadline_days, picture, over_funding = "continue" }) {
    const editor = this.campaign_editor;
    const id = editor.new_id();
    await editor.post("/api/campaigns", {
      id, organisation: this.id, programme, slug, title, summary, story, target, fee_permille, disaster, over_funding,
      under_funding: "carry_on", ...(deadline_days ? { deadline: day(this.platform.now() + deadline_days * 86_400_000) } : {}), ...(picture ? { picture } : {}),
    });
    await editor.post(`/api/campaigns/${id}/opening`);
    return { id, slug };
  }

  async picture(bytes, type = "image/jpeg", person = this.field_officer) {
    return (await person.upload("/api/evidence", bytes, type)).hash;
  }

  async family({ area, head, nik, members = [], decile, rt = "001", rw = "008" }) {
    const officer = this.field_officer;
    const id = officer.new_id();
    await officer.post("/api/families", {
      id, organisation: this.id, area, rt, rw, since: this.platform.today(),
      ...(decile ? { decile: { value: decile, source: "DTSEN", on: this.platform.today() } } : {}),
      members: [{ id: officer.new_id(), name: head, sex: "P", relation: "head", ...(nik ? { nik } : {}) },
        ...members.map((name) => ({ id: officer.new_id(), name, sex: "L", relation: "child" }))],
    });
    return id;
  }

  async enrol(programme, family) {
    const officer = this.field_officer;
    return officer.post(`/api/programmes/${programme}/enrolments`, { id: officer.new_id(), family });
  }

  /** Proposed by the treasurer, approved by the approver. */
  async release(programme, campaign, amount, reason, evidence, milestone) {
    const proposed = await this.treasurer.post(`/api/programmes/${programme}/releases`, {
      id: this.treasurer.new_id(), campaign, amount, reason, evidence, ...(milestone ? { milestone } : {}),
    });
    await decide(this.approver, proposed.approval);
    return proposed;
  }

  async buy(programme, item, units, total, { vendor = "Toko Sumber Jaya", quotes = [], evidence = [] } = {}) {
    const treasurer = this.treasurer;
    return treasurer.post(`/api/programmes/${programme}/purchases`, { id: treasurer.new_id(), item, units, total, vendor, on: this.platform.today(), quotes, evidence });
  }

  async deliver(programme, item, enrolment, { units = 1, photo, signature, place = { lat: -6.9312, lon: 107.4861, accuracy: 8 } } = {}) {
    const officer = this.field_officer;
    const evidence = [];
    if (photo) evidence.push({ id: officer.new_id(), kind: "photo", hash: photo });
    if (signature) evidence.push({ id: officer.new_id(), kind: "signature", hash: signature });
    const id = officer.new_id();
    await officer.post(`/api/programmes/${programme}/deliveries`, { id, item, enrolment, units, at: new Date(this.platform.now()).toISOString(), ...(place ? { place } : {}), evidence });
    return { id, evidence };
  }

  /** A gift by anybody, paid in the sandbox bank; gives the token of its trace. */
  async gift(slug, amount, { name, message, method = "qris", wish = {} } = {}) {
    const visitor = this.platform.client();
    const gift = await visitor.post("/api/gifts", {
      id: visitor.new_id(), campaign: slug, amount, method, shown_as: name ? "name" : "anonymous", ...(name ? { name } : {}), ...(message ? { message } : {}),
    });
    if (method === "qris") await this.platform.installation.pay(gift.qr, wish);
    else await this.platform.installation.pay_va(gift.va, wish);
    return gift;
  }
}
