// What the route files of the registry share.
#pragma once

#include <string>
#include <string_view>

#include "http/door.h"
#include "registry/registry.h"
#include "registry/routes.h"

namespace lumbung::registry {

using http::Act;
using http::Answer;
using http::Doors;
using http::Fields;
using http::Json;
using http::Method;
using http::Request;

void open_area_doors(Doors& doors);
void open_family_doors(Doors& doors);
void open_member_doors(Doors& doors);
void open_person_doors(Doors& doors);

// Requests here hold personal data, so none of them is remembered; the rules themselves take the same one twice.
inline constexpr http::ChangeOptions personal{.not_remembered = true};

template <class Enum, std::size_t N>
Enum choice_of(Fields& f, std::string_view name, Word<Enum> const (&words)[N]) {
  auto const text = f.text(name);
  std::string all;
  for (auto const& known : words) {
    if (known.word == text) return known.value;
    all.append(all.empty() ? "" : ", ").append(known.word);
  }
  if (!text.empty()) f.wrong(name, refuse(http::choice_unknown).with("choices", all));
  return words[0].value;
}

// Says null where there is nothing.
template <class T>
void or_null(Json& j, std::string_view name, std::optional<T> const& maybe) {
  if (maybe)
    j(name, *maybe);
  else
    j.null(name);
}
inline void or_null(Json& j, std::string_view name, std::string const& text) {
  if (text.empty())
    j.null(name);
  else
    j(name, text);
}

inline void write_area_name(Json& j, View const& view, AreaCode const& code) {
  j.object("area", [&] {
    j("code", code.text());
    j("name", full_name(view, code));
  });
}

// A person as it came; the NIK is read inside the work, which knows the day.
struct DraftPerson {
  NewPerson person;
  std::optional<std::string> nik;
};
DraftPerson read_person(Fields& f);
// Puts the NIK in, or adds what is wrong with it at `at`.
void read_nik_of(DraftPerson& draft, Date today, std::string const& at, std::vector<Problem>& wrong);
// All problems as one; `done` when there are none.
Verdict together(std::vector<Problem> wrong);

void write_family(Json& j, View const& view, FamilyDetail const& detail);

}  // namespace lumbung::registry
