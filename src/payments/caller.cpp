#include "payments/caller.h"

#include <algorithm>

#include "access/vault.h"
#include "core/canary.h"

namespace lumbung::payments {
namespace {

bool is_plain(std::string_view text, std::size_t most) {
  return text.size() <= most && std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 127; });
}

Verdict check_header(std::string_view name, std::string_view value, std::size_t most) {
  if (value.empty()) return refuse(header_missing).with("name", name);
  if (!is_plain(value, most)) return refuse(header_wrong).with("name", name);
  return done;
}

Verdict check_headers(PartnerRequest const& request, Signing signing) {
  bool const for_token = signing == Signing::token_request;
  TRY(check_header(for_token ? "X-CLIENT-KEY" : "X-PARTNER-ID", request.client_key, 64));
  TRY(check_header("X-TIMESTAMP", request.signed_part.timestamp, 40));
  TRY(check_header("X-SIGNATURE", request.signed_part.signature, 2048));
  if (!for_token) TRY(check_header("X-EXTERNAL-ID", request.external_id, 64));
  return done;
}

Result<Instant> check_time(View const& view, std::string const& timestamp) {
  auto const signed_at = parse_iso_time(timestamp);
  if (signed_at.refused()) return refuse(header_wrong).with("name", "X-TIMESTAMP");
  auto const apart = *signed_at > view.now ? *signed_at - view.now : view.now - *signed_at;
  if (apart > snap::time_window) return refuse(timestamp_off);
  return *signed_at;
}

// "Bearer x" in any case of the first word; "" when it is something else.
std::string_view token_in(std::string_view authorization) {
  constexpr std::string_view word = "bearer ";
  if (authorization.size() <= word.size()) return {};
  for (std::size_t i = 0; i < word.size(); ++i)
    if ((authorization[i] | 0x20) != word[i]) return {};
  return authorization.substr(word.size());
}

Verdict check_with_token(View const& view, PartnerRequest const& request, Partner const& partner) {
  auto const token = token_in(request.authorization);
  if (token.empty() || !store::has_token(view.rows, sha256(token), partner.number, view.now))
    return refuse(token_wrong);
  if (!snap::verify_transaction(request.signed_part, partner.secret, token) && !canary("payments.any_signature"))
    return refuse(signature_wrong);
  return done;
}

Verdict check_signature(View const& view, PartnerRequest const& request, Partner const& partner, Signing signing) {
  if (signing == Signing::token_request) {
    auto const text = snap::token_text(request.client_key, request.signed_part.timestamp);
    if (!snap::verify_rsa(partner.public_key, text, request.signed_part.signature)) return refuse(signature_wrong);
    return done;
  }
  if (signing == Signing::notice) {
    if (snap::verify_notice(request.signed_part, partner.public_key)) return done;
    if (partner.secret.empty() || request.authorization.empty()) return refuse(signature_wrong);
  }
  return check_with_token(view, request, partner);
}

// What was signed, whether its signature came as hex or base64 and its body with blanks or without: a copy in other
// clothes is still a copy.
Hash content_of(snap::Signed const& part) {
  return sha256(snap::notice_text(part.method, part.path, snap::body_hash(snap::minify(part.body)), part.timestamp));
}

}  // namespace

Result<Caller> identify(View const& view, PartnerRequest const& request, Signing signing) {
  TRY(check_headers(request, signing));
  auto row = store::partner(view.rows, request.client_key);
  if (!row) return refuse(partner_unknown);
  auto const signed_at = TRY(check_time(view, request.signed_part.timestamp));
  if (!row->sealed_secret.empty())
    row->partner.secret =
        access::open_secret(view, {"payment_partners", "secret", row->secret_cell}, row->sealed_secret);
  TRY(check_signature(view, request, row->partner, signing));
  return Caller{row->partner, row->home_book, signed_at};
}

Result<store::Notice> first_of_its_number(Work& work, Caller const& caller, PartnerRequest const& request,
                                          int service) {
  store::Notice notice{.home_book = caller.home_book,
                       .partner = caller.partner.number,
                       .day = day_of(caller.signed_at, Zone::wib),
                       .external_id = request.external_id,
                       .service = service,
                       .received = work.now,
                       .body = sha256(request.signed_part.body),
                       .content = content_of(request.signed_part),
                       .acquirer_reference = {},
                       .reference = {},
                       .status = 0,
                       .amount = {},
                       .outcome = {}};
  if (store::has_notice(work.rows, notice) && !canary("payments.notices_repeat")) return refuse(replayed);
  return notice;
}

Result<Token> issue_token(Work& work, PartnerRequest const& request) {
  auto const caller = TRY(identify(work, request, Signing::token_request));
  std::array<std::uint8_t, 32> bytes;
  work.chance.fill(bytes);
  Token token{.access_token = base64url(view_of(bytes))};
  store::forget_tokens(work.rows, work.now);
  store::add_token(work.rows, sha256(token.access_token), caller.partner.number, work.now + token.valid_for);
  work.record({token_issued,
               caller.partner.home.uuid,
               caller.partner.home,
               {{"partner", std::to_string(caller.partner.number)}}});
  return token;
}

}  // namespace lumbung::payments
