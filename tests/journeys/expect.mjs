// Counts what holds and what does not; the tests of a journey are sentences about the world.
import { deepStrictEqual } from "node:assert";

let passed = 0;
const failures = [];

/** What to tell of the state of the world beside a failure: each gives some lines. */
export const witnesses = new Set();

export async function holds(sentence, check) {
  try {
    await check();
    passed += 1;
    console.log(`ok      ${sentence}`);
  } catch (error) {
    failures.push(sentence);
    console.log(`FAILED  ${sentence}\n        ${error.stack}`);
    for (const witness of witnesses) console.log(await witness().catch((trouble) => String(trouble)));
  }
}
export const equal = (found, expected) => deepStrictEqual(found, expected);
export function truth(claim, what = "the claim") {
  if (!claim) throw new Error(`${what} is not true`);
}
/** Ends the program, whatever a failed test has left running. */
export function finish() {
  console.log(`${passed} passed, ${failures.length} failed`);
  process.exit(failures.length === 0 && passed > 0 ? 0 : 1);
}
/** Asks again until the answer is there; at most `seconds`. */
export async function until(ask, what, seconds = 40) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
