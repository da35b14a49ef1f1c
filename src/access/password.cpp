#include "access/password.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "access/common_passwords.h"
#include "access/crypto.h"
#include "core/canary.h"
#include "core/chance.h"

namespace lumbung::access {
namespace {

constexpr std::size_t shortest = 12;
constexpr std::size_t longest = 128;

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

std::string lowered(std::string_view text) {
  std::string low(text);
  std::transform(low.begin(), low.end(), low.begin(), lower);
  return low;
}

// Digits and signs that stand for letters ("p4ssw0rd").
std::string spelled(std::string text) {
  constexpr std::string_view signs = "013457@$!", letters = "oieastasi";
  for (auto& c : text)
    if (auto const at = signs.find(c); at != std::string_view::npos) c = letters[at];
  return text;
}

// What is left without digits and signs at both ends: "Sayang#2024" is "sayang".
std::string_view stem(std::string_view text) {
  while (!text.empty() && !is_letter(text.front())) text.remove_prefix(1);
  while (!text.empty() && !is_letter(text.back())) text.remove_suffix(1);
  return text;
}

// The part that is said again and again: "lumbunglumbung" is "lumbung"; the whole when nothing is.
std::string_view unit_of(std::string_view text) {
  for (std::size_t length = 1; length <= text.size() / 2; ++length) {
    bool const again = std::equal(text.begin() + static_cast<std::ptrdiff_t>(length), text.end(), text.begin());
    if (again) return text.substr(0, length);
  }
  return text;
}

// A run along the keyboard, the alphabet or the digits, either way, through most of the text.
bool is_a_run(std::string_view text) {
  constexpr std::string_view rows = "abcdefghijklmnopqrstuvwxyz 01234567890 qwertyuiop asdfghjkl zxcvbnm";
  std::size_t steps = 0;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    char const forth[] = {text[i], text[i + 1]}, back[] = {text[i + 1], text[i]};
    if (text[i] == text[i + 1] || rows.find(std::string_view(forth, 2)) != std::string_view::npos ||
        rows.find(std::string_view(back, 2)) != std::string_view::npos)
      ++steps;
  }
  return steps * 10 >= (text.size() - 1) * 8;
}

bool too_few_characters(std::string_view text) {
  std::array<bool, 256> seen{};
  for (char c : text) seen[static_cast<unsigned char>(c)] = true;
  return std::count(seen.begin(), seen.end(), true) < 5;
}

bool is_common(std::string const& low) {
  for (auto const& text : {low, spelled(low)}) {
    auto const unit = unit_of(text);
    for (auto const part : {std::string_view(text), stem(text), unit, stem(unit)})
      if (part.size() >= 3 && is_common_password(part)) return true;
  }
  return false;
}

// Whether little is left of the password when what everybody can know about the person is taken out.
bool is_about(std::string low, std::string_view name, std::string_view email) {
  auto const take_out = [&low](std::string_view word) {
    if (word.size() < 4) return;
    for (auto at = low.find(word); at != std::string::npos; at = low.find(word)) low.erase(at, word.size());
  };
  auto const before = low.size();
  auto const known = lowered(name) + " " + lowered(email.substr(0, email.find('@'))) + " lumbung";
  for (std::size_t from = 0; from < known.size();) {
    auto const to = std::min(known.find_first_of(" .-_", from), known.size());
    take_out(std::string_view(known).substr(from, to - from));
    from = to + 1;
  }
  return low.size() != before && stem(low).size() < 6;
}

// Lets as many in as there are cores.
class Gate {
 public:
  void enter() {
    std::unique_lock lock(mutex_);
    free_again_.wait(lock, [this] { return inside_ < limit_; });
    ++inside_;
  }
  void leave() {
    {
      std::scoped_lock const lock(mutex_);
      --inside_;
    }
    free_again_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable free_again_;
  unsigned inside_ = 0;
  unsigned const limit_ = std::max(1U, std::thread::hardware_concurrency());
};

class Turn {
 public:
  Turn() { gate().enter(); }
  ~Turn() { gate().leave(); }
  Turn(Turn const&) = delete;
  Turn& operator=(Turn const&) = delete;

 private:
  static Gate& gate() {
    static Gate one;
    return one;
  }
};

}  // namespace

Verdict good_password(std::string_view password, std::string_view name, std::string_view email) {
  if (characters(password) < shortest) return refuse(password_too_short).at("/password");
  if (characters(password) > longest) return refuse(password_too_long).at("/password");
  auto low = lowered(password);
  bool const common = too_few_characters(low) || is_a_run(low) || is_common(low);
  bool const about = is_about(low, name, email);
  crypto::wipe(low);
  if (common) return refuse(password_too_common).at("/password");
  if (about) return refuse(password_about_you).at("/password");
  return done;
}

std::string hash_password(std::string_view password) {
  Turn const turn;
  return crypto::argon2id(password);
}

bool verify_password(std::string const& stored, std::string_view password) {
  Turn const turn;
  return crypto::argon2id_matches(stored, password) || canary("access.any_password");
}

std::string const& no_password() {
  static std::string const hash = [] {
    Hash secret{};
    machine_chance().fill(secret);
    return hash_password(hex(view_of(secret)));
  }();
  return hash;
}

}  // namespace lumbung::access
