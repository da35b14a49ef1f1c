// What the doors of co-operatives share.
#pragma once

#include <string>

#include "cooperative/eligibility.h"
#include "cooperative/leaving.h"
#include "cooperative/routes.h"

namespace lumbung::cooperative {

using http::Act;
using http::Answer;
using http::Doors;
using http::Fields;
using http::Json;
using http::Method;
using http::Request;

inline constexpr int page_limit = 50;

void open_member_doors(Doors& doors);
void open_saving_doors(Doors& doors);
void open_eligibility_doors(Doors& doors);
void open_leaving_doors(Doors& doors);

// The organisation and the member that the path names.
struct Named {
  Id<Organisation> organisation;
  Id<CooperativeMember> member;
};
Result<Named> named(Request const& request);
// The member, for those who may look at members there.
Result<MemberRecord> member_to_show(View const& view, Request const& request);

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

template <class T>
void or_null(Json& j, std::string_view name, std::optional<T> const& maybe) {
  if (maybe)
    j(name, *maybe);
  else
    j.null(name);
}

inline std::string base_of(Id<Organisation> organisation) {
  return "/api/organisations/" + organisation.text() + "/cooperative";
}
inline Answer made_with_id(std::string const& where, Uuid const& id) {
  Json j;
  j.object([&] { j("id", text_of(id)); });
  return http::made(where, std::move(j));
}

}  // namespace lumbung::cooperative
