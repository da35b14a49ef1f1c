#include "app/mailman.h"

#include <condition_variable>
#include <fstream>
#include <mutex>
#include <thread>

#include "access/password_reset.h"

namespace lumbung::app {
namespace {

constexpr int at_once = 10;
constexpr int resets_at_once = 100;

std::string password_of(Config const& config) {
  std::ifstream file(config.data_dir + "/keys/mail.password");
  std::string password;
  if (!std::getline(file, password)) throw Breakdown("keys/mail.password cannot be read, and mail_user is set");
  return password;
}

// Beside every request, so that none tells by its time whether somebody signs in by an address.
void answer_who_forgot(work::Engine& engine, std::function<void(std::string_view)> const& say) {
  auto const me = work::Actor::system();
  if (!engine.view(me, [](work::View const& view) { return access::is_reset_asked(view); })) return;
  auto const answered =
      engine.work(me, [](work::Work& work) { return access::answer_asked(work, staff_post(), resets_at_once); });
  if (answered.refused()) say("mail: who forgot a password could not be answered: " + std::string(answered.code()));
}

}  // namespace

std::unique_ptr<mail::Postman> postman_of(Config const& config) {
  if (config.mail.empty()) return nullptr;
  if (config.mail == "sandbox") return std::make_unique<mail::SandboxPostman>();
  return mail::smtp_postman({.url = config.mail,
                             .from = config.mail_from,
                             .user = config.mail_user,
                             .password = config.mail_user.empty() ? std::string() : password_of(config),
                             .authority = {}});
}

access::Post staff_post() {
  return [](work::Work& work, access::StaffLetter const& letter) {
    mail::write(work, {.id = work.new_id<Letter>(),
                       .to = letter.to,
                       .subject = letter.subject,
                       .text = letter.text,
                       .written = work.now,
                       .useless_after = work.now + letter.useful});
  };
}

int Mailman::one_round(work::Engine& engine, mail::Postman& postman, std::function<void(std::string_view)> const& say) {
  answer_who_forgot(engine, say);
  auto const me = work::Actor::system();
  if (!engine.view(me, [](work::View const& view) { return mail::is_due(view); })) return 0;
  auto const lent = engine.work(me, [](work::Work& work) { return mail::lend(work, at_once); });
  if (lent.refused()) return 0;
  int carried = 0;
  for (auto const& letter : *lent) {
    auto const trouble = postman.carry(letter);
    if (trouble) say("mail: a letter was not taken: " + *trouble);
    auto const told = engine.work(me, [&](work::Work& work) {
      return trouble ? mail::not_carried(work, letter.id) : mail::carried(work, letter.id);
    });
    if (told.refused()) say("mail: the outbox could not be changed: " + std::string(told.code()));
    if (!trouble) ++carried;
  }
  return carried;
}

struct Mailman::Inside {
  work::Engine& engine;
  mail::Postman& postman;
  std::function<void(std::string_view)> say;
  std::chrono::milliseconds every;
  std::mutex guard;
  std::condition_variable wake;
  bool ending = false;
  std::thread thread;

  void run() {
    std::unique_lock lock(guard);
    while (!ending) {
      lock.unlock();
      try {
        one_round(engine, postman, say);
      } catch (std::exception const& trouble) {
        say(std::string("mail: ") + trouble.what());
      }
      lock.lock();
      wake.wait_for(lock, every, [&] { return ending; });
    }
  }
};

Mailman::Mailman(work::Engine& engine, mail::Postman& postman, std::function<void(std::string_view)> say,
                 std::chrono::milliseconds every)
    : inside_(new Inside{engine, postman, std::move(say), every, {}, {}, false, {}}) {
  inside_->thread = std::thread([this] { inside_->run(); });
}

Mailman::~Mailman() {
  {
    std::scoped_lock const lock(inside_->guard);
    inside_->ending = true;
  }
  inside_->wake.notify_all();
  inside_->thread.join();
}

}  // namespace lumbung::app
