// How a foundation comes into being through the API: its papers, its verification by two officers of the platform, its
// staff, its merchant account; and what it then does: programmes, campaigns, releases, purchases, hand-overs.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "./client.mjs";

const usual_password = "padi-menguning-di-sawah-27";
const usual_people = { admin: "Sari Ketua", campaign_editor: "Dewi Penulis", treasurer: "Budi Bendahara", approver: "Tuti Penyetuju", field_officer: "Ujang Pendamping" };

/** One pixel is enough for a paper that nobody looks at; real pictures are handed in. */
export const tiny_png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==", "base64");

const day = (at) => new Date(at + 7 * 3600_000).toISOString().slice(0, 10); // WIB

export class Platform {
  constructor(installation, now = Date.now, password = usual_password) {
    this.installation = installation;
    this.now = now;
    this.password = password;
    this.people = []; // everybody who can sign in: {client, name, role, at}
  }
  client() { return new Client(this.installation.url, this.now); }
  async person(token, { name, email, role, at = "Lumbung" }) {
    const client = await this.client().accept(token, { name, email, password: this.password });
    this.people.push({ client, name, role, at });
    return client;
  }
  today() { return day(this.now()); }

  /** From the link that `lumbung init` printed: the administrator, and two officers who verify. */
  async found(init_output) {
    const token = /\/undangan\/(\S+)/.exec(init_output)[1];
    this.admin = await this.person(token, { name: "Rahma Pengelola", email: "admin@lumbung.example", role: "platform_admin" });
    this.officers = [];
    for (const name of ["Wayan Pemeriksa", "Butet Pemeriksa"]) this.officers.push(await this.staff(this.admin, "/api/platform/staff", name, "platform_verifier"));
    return this;
  }

  async staff(inviter, door, name, role, { area, email = `${name.toLowerCase().replaceAll(" ", ".")}.${Math.random().toString(36).slice(2, 7)}@lumbung.example`, at } = {}) {
    const invited = await inviter.post(door, { id: inviter.new_id(), email, name, role, ...(area ? { area } : {}) });
    return this.person(await inviter.invitation_token(invited, email), { name, email, role, at });
  }

  /** A verified organisation with staff in every role. */
  async foundation({ name, kind = "yayasan", area = "32.17", nmid_qris, va_prefix, exemption, permit, people = usual_people, domain, paper = tiny_png, paper_type = "image/png" }) {
    const made = new Foundation(this, name, area);
    const visitor = this.client();
    made.id = visitor.new_id();
    const slug = name.toLowerCase().replace(/[^a-z]+/g, ".");
    const ketua = { name: people.admin, email: domain ? `ketua@${domain}` : `ketua.${slug}@contoh.example`, role: "org_admin", at: name };
    const registered = await visitor.post("/api/organisations", {
      id: made.id, name, kind, area, contact_phone: "0812-3456-7890",
      administrator: { id: visitor.new_id(), name: ketua.name, email: ketua.email },
    });
    const token = await visitor.invitation_token(registered.invitation, ketua.email);
    made.admin = await this.person(token, ketua);
    for (const sort of ["akta", "sk_kemenkumham", "npwp", ...(exemption ? [] : ["izin_pub"])])
      await made.admin.upload(`/api/organisations/${made.id}/documents?kind=${sort}&id=${made.admin.new_id()}`, paper, paper_type);
    await made.admin.put(`/api/organisations/${made.id}/permit`, permit ?? exemption ?? {
      number: "123/HUK-PS/2026", issuer: "regent", area, from: day(this.now() - 86_400_000), to: day(this.now() + 89 * 86_400_000),
    });
    await made.admin.put(`/api/organisations/${made.id}/bank-account`, { bank_code: "014", number: "5270123456", holder: name });
    await made.admin.post(`/api/organisations/${made.id}/submission`);
    await this.verify(made.id);
    const words = { campaign_editor: "penulis", treasurer: "bendahara", approver: "penyetuju", field_officer: "pendamping", auditor: "auditor" };
    for (const [role, word] of Object.entries(words).filter(([role]) => people[role]))
      made[role] = await this.staff(made.admin, `/api/organisations/${made.id}/staff`, people[role], role, { at: name, ...(domain ? { email: `${word}@${domain}` } : {}) });
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
      activities: activities.map((activity) => (typeof activity === "string" ? { title: activity, from: starts, to: ends } : activity)),
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

  async picture(bytes, type = "image/jpeg", person = this.field_officer, purpose = "evidence") {
    return (await person.upload(`/api/evidence?purpose=${purpose}&organisation=${this.id}`, bytes, type)).hash;
  }

  async family({ area, head, sex = "P", nik, kk, members = [], decile, rt = "001", rw = "008" }) {
    const officer = this.field_officer;
    const id = officer.new_id();
    await officer.post("/api/families", {
      id, organisation: this.id, area, rt, rw, since: this.platform.today(), ...(kk ? { kk } : {}),
      ...(decile ? { decile: { value: decile, source: "DTSEN", on: this.platform.today() } } : {}),
      members: [{ id: officer.new_id(), name: head, sex, relation: "head", ...(nik ? { nik } : {}) },
        ...members.map((member) => ({ id: officer.new_id(), sex: "L", relation: "child", ...(typeof member === "string" ? { name: member } : member) }))],
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

  async deliver(programme, item, enrolment, { units = 1, photo, form, signature, note, at = this.platform.now(), place = { lat: -6.9312, lon: 107.4861, accuracy: 8 } } = {}) {
    const officer = this.field_officer;
    const evidence = [];
    if (photo) evidence.push({ id: officer.new_id(), kind: "photo", hash: photo });
    if (form) evidence.push({ id: officer.new_id(), kind: "form", hash: form });
    if (signature) evidence.push({ id: officer.new_id(), kind: "signature", hash: signature });
    const id = officer.new_id();
    await officer.post(`/api/programmes/${programme}/deliveries`, { id, item, enrolment, units, at: new Date(at).toISOString(), ...(place ? { place } : {}), ...(note ? { note } : {}), evidence });
    return { id, evidence };
  }

  /** A gift by anybody, paid in the sandbox bank; gives the token of its trace. */
  async gift(slug, amount, { name, message, method = "qris", wish = {}, paid = true } = {}) {
    const visitor = this.platform.client();
    const gift = await visitor.post("/api/gifts", {
      id: visitor.new_id(), campaign: slug, amount, method, shown_as: name ? "name" : "anonymous", ...(name ? { name } : {}), ...(message ? { message } : {}),
    });
    if (!paid) return gift;
    if (method === "qris") await this.platform.installation.pay(gift.qr, wish);
    else await this.platform.installation.pay_va(gift.va, wish);
    return gift;
  }
}
