// What a rule answers when it may say no.
//
// Trouble has three kinds, and each has one way out:
//   - A refusal: the rules forbid it, or the input is bad. It is returned, as `Result<T>` holding a `Problem`.
//   - A breakdown: the disk, the database or the network failed. It is thrown (`Breakdown`) and caught once, at the
//   door.
//   - A mistake: we broke a promise of our own. It is thrown (`Mistake`, by `must`) and caught at the same place.
//
// A `Result` is [[nodiscard]], so a refusal cannot be dropped unread. `TRY` hands a refusal upward; give it a statement
// of its own (g++ 12.2 leaks members already built when a TRY inside an aggregate initialiser returns).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace lumbung {

// How a refusal is meant; the door turns it into an HTTP status, rules never do.
enum class Trouble {
  bad_input,
  unauthenticated,
  forbidden,
  not_found,
  conflict,
  gone,
  too_large,
  too_many,
  unsupported
};

// A refusal as a module declares it, once, in its header: a stable code and what to tell the person, in both languages.
// `{name}` in a sentence is filled in by `Problem::with`.
struct Refusal {
  std::string_view code;  // stable, dotted, e.g. "giving.campaign_closed"; clients and tests rely on it
  Trouble trouble;
  std::string_view id;  // Indonesian: what is wrong and what to do about it
  std::string_view en;  // the same in English
};

// One refusal as it happened: which rule, which field, with which words filled in; and others found at the same time.
class Problem {
 public:
  explicit Problem(Refusal const& refusal) : refusal_(&refusal) {}

  // The field that is meant, as an RFC 6901 pointer into the request body ("/amount"), a query name, or empty for the
  // whole.
  Problem at(std::string_view pointer) &&;
  // Fills `{name}` in both sentences. Never put personal data here: problems are logged.
  Problem with(std::string_view name, std::string_view value) &&;
  Problem with(std::string_view name, std::string_view value_id, std::string_view value_en) &&;
  // Adds another problem found in the same request, so that a person can mend all at once.
  Problem also(Problem other) &&;

  Refusal const& refusal() const { return *refusal_; }
  std::string_view code() const { return refusal_->code; }
  Trouble trouble() const { return refusal_->trouble; }
  std::string const& pointer() const { return pointer_; }
  std::vector<Problem> const& others() const { return others_; }
  // What `with` filled in for `{name}` (in English); empty when nothing was.
  std::string_view word(std::string_view name) const;
  std::string sentence_id() const;
  std::string sentence_en() const;

 private:
  struct Word {
    std::string name, id, en;
  };
  Refusal const* refusal_;  // lives for ever: refusals are constants
  std::string pointer_;
  std::vector<Word> words_;
  std::vector<Problem> others_;
};

// Begins a refusal: `return refuse(campaign_closed).at("/campaign");`
inline Problem refuse(Refusal const& refusal) { return Problem(refusal); }

// Nothing, as a value, for `Result<void>`-like answers that still need a type.
struct Done {
  friend bool operator==(Done, Done) = default;
};

template <class T>
class [[nodiscard]] Result {
 public:
  using Value = T;
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}            // NOLINT: meant to convert
  Result(Problem problem) : held_(std::in_place_index<1>, std::move(problem)) {}  // NOLINT: meant to convert

  explicit operator bool() const { return held_.index() == 0; }
  bool refused() const { return held_.index() == 1; }
  T& value() & { return std::get<0>(held_); }
  T const& value() const& { return std::get<0>(held_); }
  T&& value() && { return std::get<0>(std::move(held_)); }
  T const& operator*() const { return std::get<0>(held_); }
  T const* operator->() const { return &std::get<0>(held_); }
  Problem const& problem() const& { return std::get<1>(held_); }
  Problem&& problem() && { return std::get<1>(std::move(held_)); }
  // The problem's code, or "" when there is none; for tests that read like sentences.
  std::string_view code() const { return refused() ? problem().code() : std::string_view(); }

 private:
  std::variant<T, Problem> held_;
};

// A rule that answers only yes or no.
using Verdict = Result<Done>;
inline constexpr Done done{};

// We were wrong. Thrown by `must`; the work is undone and the door answers 500.
class Mistake : public std::exception {
 public:
  explicit Mistake(std::string what) : what_(std::move(what)) {}
  char const* what() const noexcept override { return what_.c_str(); }

 private:
  std::string what_;
};

// The machine failed (disk, database, network). The door answers 503; trying again is safe.
class Breakdown : public std::exception {
 public:
  explicit Breakdown(std::string what) : what_(std::move(what)) {}
  char const* what() const noexcept override { return what_.c_str(); }

 private:
  std::string what_;
};

// States what must be true if our own code is right; throws `Mistake` with the place otherwise. Stays on in production.
void must_failed [[noreturn]] (char const* claim, char const* file, int line);
#define must(claim) ((claim) ? void() : ::lumbung::must_failed(#claim, __FILE__, __LINE__))

// Takes the value of a Result or returns its refusal from the enclosing function.
#define TRY(...)                                                            \
  __extension__({                                                           \
    auto lumbung_tried = (__VA_ARGS__);                                     \
    if (lumbung_tried.refused()) return std::move(lumbung_tried).problem(); \
    std::move(lumbung_tried).value();                                       \
  })

}  // namespace lumbung
