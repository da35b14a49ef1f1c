// Carries letters out of the house, on a thread of its own: a slow SMTP server holds up nobody.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "app/config.h"
#include "mail/postman.h"
#include "work/work.h"

namespace lumbung::app {

// As the settings `mail`, `mail_from` and `mail_user` say; none when `mail` is empty. Throws Breakdown when the
// password file is missing.
std::unique_ptr<mail::Postman> postman_of(Config const& config);

class Mailman {
 public:
  // Both must outlive it.
  Mailman(work::Engine& engine, mail::Postman& postman, std::function<void(std::string_view)> say);
  ~Mailman();  // ends after the letter under way
  // One round: lends what is due, carries it, says what came of it. How many were carried. For tests, and the thread.
  static int one_round(work::Engine& engine, mail::Postman& postman, std::function<void(std::string_view)> const& say);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace lumbung::app
