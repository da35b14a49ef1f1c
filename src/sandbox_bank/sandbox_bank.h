// Bank Uji Coba: a bank that is none. A process of its own that does to us what an acquirer does, so that demos, tests
// and newcomers can pay a QRIS code or a virtual account without money: it fetches a token, signs notices by RSA and
// virtual account calls by HMAC, counts X-EXTERNAL-ID, and tries again with growing pauses. On demand it misbehaves as
// acquirers do: twice, in the wrong order, with a wrong amount or signature.
//
// It keeps everything in memory and knows of Lumbung only the URL and the keys; it shares with the server the pure QRIS
// and SNAP functions.
//
//   GET  /                page: paste a QRIS code or type a virtual account number
//   GET  /bayar?qr=…      page: whom, how much, one button (`kembali`: where the page leads back to)
//   POST /bayar, /bayar-va    the button
//   POST /pay     {"qr", "amount"?, "mischief"?, "delay_ms"?}    JSON for tests; answers when all was sent once
//   POST /pay-va  {"va", "amount"?, "mischief"?}
//   POST /inquire-va {"va"}
//   GET  /sent            what was sent and how it was answered, oldest first
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "core/chance.h"

namespace lumbung::sandbox_bank {

// What both sides of the arrangement need; the server gets client key, public key and secret.
struct Keys {
  std::string client_key = "BANK-UJI-COBA";
  std::string private_pem, public_pem;
  std::string secret;
};
// From `sandbox-bank.pem`, `.pub` and `.secret` in the directory; made, mode 0400, when they are missing. Throws
// Breakdown when the directory cannot be written.
Keys load_or_make_keys(std::string const& directory, Chance& chance);

struct Options {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8090;  // 0: any that is free
  std::string lumbung;        // where the server is reached, "http://127.0.0.1:8080"; no slash at the end
  Keys keys;
  Clock* clock = nullptr;  // the machine's when none
  // Told the port once it listens.
  std::function<void(std::uint16_t)> listening;
  // Asked twice a second: true ends it. None: runs until SIGINT or SIGTERM, which it then catches itself.
  std::function<bool()> stop;
};

// Returns the exit status of the process. Throws Breakdown when the port is taken.
int run_sandbox_bank(Options const& options);

}  // namespace lumbung::sandbox_bank
