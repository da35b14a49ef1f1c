// The disk of the live server becomes full under load, at several levels; there is a clear answer in both languages, nothing
// half, and all goes on by itself when there is room again.
//
//   tests/faults/run full
//
// Needs a file system of its own (a small tmpfs): where nobody may mount one, it says so and is skipped.
import { execFile } from "node:child_process";
import { mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { equal, finish, holds, truth } from "../journeys/expect.mjs";
import { postgres } from "../journeys/place.mjs";
import { Client } from "../../tools/world/client.mjs";
import { campaign_of_kits, wish_of } from "./given.mjs";

if (postgres) throw new Error("this suite is about the files of the embedded database");
const run = promisify(execFile);
const skip = (why) => {
  console.log(`skipped: ${why}`);
  console.log("0 passed, 0 failed");
  process.exit(0);
};

const { installation, forget } = await campaign_of_kits();

// The same data on a small disk.
await installation.stop();
const data = join(installation.directory, "data"), small = join(installation.directory, "small");
mkdirSync(small);
const mounted = await run("mount", ["-t", "tmpfs", "-o", "size=48m,mode=0700", "tmpfs", small]).then(() => true, () => false);
if (!mounted) {
  forget();
  skip("a small file system may not be mounted here (it takes root)");
}
const leave = () => run("umount", ["-l", small]).catch(() => {});
process.on("exit", () => { try { forget(); } catch { /* still mounted; the directory is below the machine's temporary ones */ } });
await run("cp", ["-a", `${data}/.`, small]);
installation.settings.data_dir = small;
const filler = join(small, "filler");
const free = () => { const { bavail, bsize } = statfsSync(small); return bavail * bsize; };
function fill_but(bytes) {
  rmSync(filler, { force: true });
  const room = free() - bytes;
  if (room > 0) writeFileSync(filler, Buffer.alloc(room));
}

const gifts = new Map();
const unclear = [];
async function give(client, wish) {
  const response = await fetch(installation.url + "/api/gifts", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(wish) });
  const text = await response.text();
  if (response.status === 201) {
    gifts.set(wish.id, JSON.parse(text).trace);
    return "taken";
  }
  const problem = /problem\+json/.test(response.headers.get("content-type") ?? "") ? JSON.parse(text) : {};
  if (![503, 507].includes(response.status) || !problem.detail || !response.headers.get("retry-after")) unclear.push(`${response.status} ${text}`);
  return problem.code ?? "nothing";
}

await installation.start();
const client = new Client(installation.url);
const seen = new Set(), levels = [0, 4_096, 40_000, 300_000, 1_500_000];
try {
  for (const level of levels) {
    let refused = null;
    await holds(`WithRoomForOnly${level}BytesItBecomesFullAndSaysSo`, async () => {
      fill_but(level);
      for (let left = 2_000; left > 0 && !refused; left--) {
        const wish = wish_of(client);
        const answer = await give(client, wish);
        if (answer !== "taken") refused = { wish, answer };
      }
      truth(refused, "a refusal");
      seen.add(refused.answer);
      equal(await client.get("/api/campaigns/kit").then((campaign) => campaign.slug), "kit");
    });
    await holds(`AfterwardsThereIsRoomAgainAndTheSameGiftIsTaken`, async () => {
      rmSync(filler, { force: true });
      equal(await give(client, refused.wish), "taken");
      equal(await give(client, wish_of(client)), "taken");
    });
  }
  await holds("EachAnswerWasClear", async () => equal(unclear, []));
  await holds("ItSaysThatTheDiskIsFull", async () => equal([...seen], ["http.disk_full"]));
  await holds("EveryGiftThatWasAcknowledgedIsThere", async () => {
    for (const [id, token] of gifts) truth((await client.get(`/api/gifts/${id}/status?token=${token}`)).state, `gift ${id}`);
  });
  await holds("TheCheckFindsNothing", async () => {
    await installation.stop();
    truth(/^0 kesalahan/m.test(await installation.run("check")), "lumbung check");
  });
  console.log(`${gifts.size} gifts on a disk that was full ${levels.length} times`);
} finally {
  await installation.stop();
  await leave();
}
forget();
finish();
