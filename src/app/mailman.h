// Carries letters out of the house, on a thread of its own: a slow SMTP server holds up nobody.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string_view>

#include "access/letters.h"
#include "app/config.h"
#include "mail/postman.h"
#include "work/work.h"

namespace lumbung::app {

// As the settings `mail`, `mail_from` and `mail_user` say; none when `mail` is empty. Throws Breakdown when the
// password file is missing.
std::unique_ptr<mail::Postman> postman_of(Config const& config);

// Puts what access writes to staff into the outbox.
access::Post staff_post();

class Mailman {
 public:
  // Both must outlive it. It looks for letters so often.
  Mailman(work::Engine& engine, mail::Postman& postman, std::function<void(std::string_view)> say,
          std::chrono::milliseconds every);
  ~Mailman();  // ends after the letter under way
  // One round: answers who forgot a password, lends what is due, carries it, says what came of it. How many were
  // carried. For tests, and the thread.
  static int one_round(work::Engine& engine, mail::Postman& postman, std::function<void(std::string_view)> const& say);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace lumbung::app
