// Who carries letters: an SMTP server (libcurl), or a box in memory for demos and tests.
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "mail/mail.h"

namespace lumbung::mail {

class Postman {
 public:
  virtual ~Postman() = default;
  // Blocks, up to half a minute. Nothing when the next server took the letter; else what was wrong, without any
  // personal data in it, for the log.
  virtual std::optional<std::string> carry(LetterRecord const& letter) = 0;
};

struct SmtpOptions {
  std::string url;   // "smtps://mail.example.id:465", or "smtp://mail.example.id:587" (STARTTLS is then insisted upon,
                     // except towards this very machine)
  std::string from;  // "Lumbung <tidak-dibalas@example.id>" or a bare address
  std::string user, password;  // none when the server asks for none
  std::string authority;       // file of the certificate authority; the system's when empty
};
std::unique_ptr<Postman> smtp_postman(SmtpOptions options);

// Keeps the newest fifty letters for everybody to read: for demos only.
class SandboxPostman final : public Postman {
 public:
  std::optional<std::string> carry(LetterRecord const& letter) override;
  std::vector<LetterRecord> letters() const;  // newest first

 private:
  static constexpr std::size_t most = 50;
  mutable std::mutex guard_;
  std::deque<LetterRecord> held_;
};

// The letter as RFC 5322 with MIME (RFC 2045, 2047): UTF-8 in base64, lines ended by CRLF, marked as written by a
// machine (RFC 3834). `host` is for the Message-ID.
std::string message_of(LetterRecord const& letter, std::string_view from, std::string_view host);
// "nama@contoh.id" out of "Lumbung <nama@contoh.id>".
std::string bare_address(std::string_view mailbox);

}  // namespace lumbung::mail
