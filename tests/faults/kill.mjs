// The live server is killed (SIGKILL) under load, again and again; what it had acknowledged must be there afterwards, once.
//
//   tests/faults/run kill [--kills 50] [--seed N]     `tests/long` runs 1,000
//
// Eight givers give and pay at the sandbox bank without a pause. Acknowledged is: the answer 201 to a gift, and a payment whose
// notice the server had taken. Everything that got no answer is asked again with the same id, as the web application does.
// On PostgreSQL when LUMBUNG_TEST_POSTGRES is set.
import { setTimeout as wait } from "node:timers/promises";
import { equal, finish, holds, truth, until } from "../journeys/expect.mjs";
import { behind_the_back, postgres } from "../journeys/place.mjs";
import { Client } from "../../tools/world/client.mjs";
import { campaign_of_kits, chance, option, seed, wish_of } from "./given.mjs";

const kills = option("--kills", 50);
console.log(`kill -9 of the server, ${kills} times, on ${postgres ? "PostgreSQL" : "SQLite"}, seed ${seed}`);

const { installation, forget } = await campaign_of_kits();

const gifts = new Map(); // id → {amount, trace, taken: the bank was told that its notice was taken}
let over = false;
let asking = 0; // requests under way
let cut_off = 0; // of them, when the server was killed

/** Until there is an answer; the same wish each time. */
async function asked(act) {
  for (;;) {
    asking += 1;
    try {
      return await act();
    } catch (error) {
      if (error.status && error.status < 500) throw error;
      if (over) return null;
    } finally {
      asking -= 1;
    }
    await wait(5);
  }
}

async function giver() {
  const client = new Client(installation.url);
  while (!over) {
    const wish = wish_of(client);
    const gift = await asked(() => client.post("/api/gifts", wish));
    if (!gift) return;
    const known = { amount: wish.amount, trace: gift.trace, taken: false, paid: false };
    gifts.set(wish.id, known);
    if (chance() < 0.2) continue; // scanned and never paid
    known.paid = true;
    known.taken = (await installation.pay(gift.qr)).accepted === true;
  }
}

const starts = [];
let killed = 0;
async function killer() {
  for (; killed < kills; killed++) {
    await wait(20 + chance() * 300);
    const { exitCode, signalCode } = installation.server;
    if (exitCode !== null || signalCode !== null) throw new Error(`the server ended by itself: ${exitCode ?? signalCode}; see ${installation.directory}/server.log`);
    const gone = new Promise((resolve) => installation.server.once("exit", resolve));
    cut_off += asking;
    installation.server.kill("SIGKILL");
    await gone;
    const begun = performance.now();
    await installation.start_server();
    starts.push(performance.now() - begun);
  }
  over = true;
}
const givers = Promise.all(Array.from({ length: 8 }, giver));
await killer();
await givers;

const visitor = new Client(installation.url);
const status = (id) => visitor.get(`/api/gifts/${id}/status?token=${gifts.get(id).trace}`);

await holds("EachKillWasUnderLoadAndTheServerStartedAgainByItself", async () => {
  equal(starts.length, kills);
  truth(gifts.size > kills, `${gifts.size} gifts for ${kills} kills`);
  truth(cut_off > kills / 2, `${cut_off} requests were under way when it was killed`);
});
await holds("NoGiftThatWasAcknowledgedIsLost", async () => {
  for (const [id] of gifts) truth((await status(id)).state, `gift ${id}`);
});
await holds("NoPaymentThatWasAcknowledgedIsLost", async () => {
  for (const [id, known] of gifts) if (known.taken) equal([id, (await status(id)).state], [id, "paid"]);
});
await holds("WhatTheBankCouldNotTellItTellsAgainAndItCountsOnce", async () => {
  for (const [id, known] of gifts) if (known.paid) await until(async () => (await status(id)).state === "paid", `payment of ${id}`, 90);
  const paid = [...gifts.values()].filter((known) => known.paid);
  const { bars, givers: people } = await visitor.get("/api/campaigns/kit");
  equal([bars.money.raised, people], [paid.reduce((sum, known) => sum + known.amount, 0), paid.length]);
});
await holds("TheCheckFindsNothing", async () => {
  await installation.stop();
  truth(/^0 kesalahan/m.test(await installation.run("check")), "lumbung check");
});
// A suite that cannot fail proves nothing: one gift that was acknowledged is taken away behind the server's back.
await holds("APlantedLossIsFound", async () => {
  const [victim] = [...gifts].find(([, known]) => known.taken);
  const id = victim.replaceAll("-", "");
  await behind_the_back(installation, postgres ? `UPDATE gifts SET state = 'waiting', paid_at = NULL WHERE id = decode('${id}', 'hex')` : `UPDATE gifts SET state = 'waiting', paid_at = NULL WHERE id = x'${id}'`);
  await installation.start_server();
  truth((await status(victim)).state !== "paid", "the planted loss");
});
const middle = [...starts].sort((a, b) => a - b)[Math.floor(starts.length / 2)];
console.log(`${kills} kills, ${gifts.size} gifts, ${[...gifts.values()].filter((known) => known.taken).length} payments acknowledged, ${cut_off} requests under way when it was killed, start again ${Math.round(middle)} ms (median), ${Math.round(Math.max(...starts))} ms (longest)`);
await installation.stop();
forget();
finish();
