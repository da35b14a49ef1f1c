// midtrans-client 1.4.3 and doku-nodejs-library 1.0.52 sign and send; our doors must understand them, and refuse what
// they get wrong. Usage: node check.js SNAP_SERVER; ends with "N passed, N failed".
"use strict";

process.env.TZ = "Asia/Jakarta"; // DOKU's client writes the machine's zone
const { spawn } = require("node:child_process");
const readline = require("node:readline");
const SnapBi = require("midtrans-client/lib/snapBi/snapBi");
const SnapBiConfig = require("midtrans-client/lib/snapBi/snapBiConfig");
const DokuConfig = require("doku-nodejs-library/_commons/config");
const DokuTokens = require("doku-nodejs-library/_services/tokenService");
const DokuVa = require("doku-nodejs-library/_controllers/vaController");

let passed = 0;
let failed = 0;
function expect(what, found, wanted) {
  if (found === wanted) return void passed++;
  failed++;
  console.error(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
}

const stateOf = async (here, charge) =>
  (await (await fetch(`${here.url}/api/charges/${charge.id}/status`)).json()).state;

const amount = { value: "25000.00", currency: "IDR" };
const notice = (charge, number) => ({
  originalReferenceNo: `MID${number}`,
  originalPartnerReferenceNo: charge.reference,
  latestTransactionStatus: "00",
  transactionStatusDesc: "Sukses  dengan dua spasi — é \" \\",
  amount,
  additionalInfo: { paidTime: new Date().toISOString() },
});
const virtualAccount = (charge, channel) => ({
  partnerServiceId: "   12345",
  customerNo: charge.va_number.slice(5),
  virtualAccountNo: "   " + charge.va_number,
  additionalInfo: { channel },
});

async function send(client, path, body, number) {
  client.apiPath = path;
  return await client.withBody(body).createConnection(number);
}

async function midtrans(here) {
  SnapBiConfig.SNAP_BI_SANDBOX_BASE_URL = here.url;
  const client = () =>
    new SnapBi("va")
      .withClientId(here.client_key)
      .withPartnerId(here.client_key)
      .withPrivateKey(here.private_pem)
      .withClientSecret(here.secret)
      .withChannelId("95221");
  const token = await client().getAccessToken();
  expect("midtrans token", token.responseCode, "2007300");
  expect("midtrans token type", token.tokenType, "Bearer");

  const [first, second, third] = here.charges;
  const path = "/v1.0/qr/qr-mpm-notify";
  const told = await send(client(), path, notice(first, 1), "M-1");
  expect("midtrans notice", told.responseCode, "2005200");
  expect("midtrans charge", await stateOf(here, first), "paid");
  const again = await send(client(), path, notice(first, 1), "M-1");
  expect("midtrans same number", again.responseCode, "4095200");
  const wrong = await send(client().withClientSecret("another"), path, notice(second, 2), "M-2");
  expect("midtrans wrong secret", wrong.responseCode, "4015200");
  const old = await send(client().withTimeStamp("2020-01-01T00:00:00.000Z").withAccessToken(token.accessToken), path,
    notice(second, 3), "M-3");
  expect("midtrans old time", old.responseCode, "4015200");
  const badToken = await send(client().withAccessToken("nothing"), path, notice(second, 4), "M-4");
  expect("midtrans bad token", badToken.responseCode, "4015201");
  const cut = await send(client(), path, { ...notice(second, 5), amount: { value: "25000", currency: "IDR" } }, "M-5");
  expect("midtrans whole amount", cut.responseMessage, "Invalid Field Format amount.value");
  expect("midtrans untouched", await stateOf(here, second), "waiting");
  const misspelt = notice(third, 6);
  misspelt.originalPartnerReferanceNo = misspelt.originalPartnerReferenceNo;
  delete misspelt.originalPartnerReferenceNo;
  expect("finpay's spelling", (await send(client(), path, misspelt, "M-6")).responseCode, "2005200");
  expect("finpay's charge", await stateOf(here, third), "paid");

  const bill = virtualAccount(here.charges[4], "SDK");
  const seen = await send(client(), "/v1.0/transfer-va/inquiry", { ...bill, inquiryRequestId: "I1" }, "M-7");
  expect("midtrans inquiry", seen.responseCode, "2002400");
  expect("midtrans bill", seen.virtualAccountData?.totalAmount?.value, "25000.00");
  const pay = { ...bill, paymentRequestId: "P1", paidAmount: amount, totalAmount: amount, flagAdvise: "N" };
  expect("midtrans payment", (await send(client(), "/v1.0/transfer-va/payment", pay, "M-8")).responseCode, "2002500");
  expect("midtrans bill paid", await stateOf(here, here.charges[4]), "paid");
}

async function doku(here) {
  DokuConfig.CORE_SANDBOX_BASE_URL = here.url;
  DokuConfig.ACCESS_TOKEN = "/v1.0/access-token/b2b";
  const time = DokuTokens.generateTimestamp();
  expect("doku writes an offset", /\+07:00$/.test(time), true);
  const signature = DokuTokens.generateSignature(here.private_pem, here.client_key, time);
  const token = await DokuTokens.createTokenB2B(
    DokuTokens.createTokenB2BRequestDTO(signature, time, here.client_key), false);
  expect("doku token", token.responseCode, "2007300");
  expect("doku token lasts", String(token.expiresIn), "900");

  const ask = async (path, body, secret = here.secret) => {
    DokuConfig.CREATE_VA = path;
    try {
      return await new DokuVa().createVa(body, here.private_pem, here.client_key, token.accessToken, false, secret);
    } catch (error) {
      return error.response?.data ?? { responseCode: String(error) };
    }
  };
  const bill = virtualAccount(here.charges[5], "VIRTUAL_ACCOUNT_BANK_CIMB");
  const seen = await ask("/v1.0/transfer-va/inquiry", { ...bill, inquiryRequestId: "I2" });
  expect("doku inquiry", seen.responseCode, "2002400");
  expect("doku channel echoed", seen.virtualAccountData?.additionalInfo?.channel, "VIRTUAL_ACCOUNT_BANK_CIMB");
  const pay = { ...bill, paymentRequestId: "P2", paidAmount: amount, trxDateTime: DokuTokens.generateTimestamp() };
  const path = "/v1.0/transfer-va/payment";
  expect("doku wrong secret", (await ask(path, pay, "another")).responseCode, "4012500");
  const less = { ...pay, paidAmount: { value: "24000.00", currency: "IDR" } };
  expect("doku wrong amount", (await ask(path, less)).responseCode, "4042513");
  expect("doku payment", (await ask(path, pay)).responseCode, "2002500");
  expect("doku bill paid", await stateOf(here, here.charges[5]), "paid");
  expect("doku paid twice", (await ask(path, { ...pay, paymentRequestId: "P3" })).responseCode, "4042514");

  // Its other routine signs a notice by RSA without a token, over a body stripped of every blank.
  const body = { ...notice(here.charges[3], 7), transactionStatusDesc: "Sukses" };
  const at = DokuTokens.generateTimestamp();
  const notify = "/v1.0/qr/qr-mpm-notify";
  const answer = await fetch(here.url + notify, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "X-PARTNER-ID": here.client_key,
      "X-EXTERNAL-ID": "D-9",
      "X-TIMESTAMP": at,
      "X-SIGNATURE": DokuTokens.generateSignatureV2(here.private_pem, here.client_key, at, { path: notify, body }),
    },
    body: JSON.stringify(body, null, 2),
  });
  expect("doku RSA notice, body with blanks", (await answer.json()).responseCode, "2005200");
  expect("doku RSA charge", await stateOf(here, here.charges[3]), "paid");
}

async function main() {
  const server = spawn(process.argv[2], { stdio: ["pipe", "pipe", "inherit"] });
  const line = await new Promise((resolve, reject) => {
    readline.createInterface({ input: server.stdout }).once("line", resolve);
    server.once("exit", () => reject(new Error("the server ended")));
  });
  const here = JSON.parse(line);
  for (const client of [midtrans, doku]) {
    try {
      await client(here);
    } catch (error) {
      failed++;
      console.error(`${client.name}: ${error.stack}`);
    }
  }
  server.stdin.end();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

main();
