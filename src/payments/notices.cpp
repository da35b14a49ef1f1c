#include "payments/movement.h"
#include "payments/reference.h"
#include "payments/snap_body.h"

namespace lumbung::payments {
namespace {

void keep(Work& work, Caller const& caller, store::Notice notice, Outcome outcome) {
  notice.outcome = name_of(outcome);
  store::add_notice(work.rows, notice);
  work.record({notice_kept,
               caller.partner.home.uuid,
               caller.partner.home,
               {{"partner", std::to_string(caller.partner.number)},
                {"service", std::to_string(notice.service)},
                {"outcome", notice.outcome}}});
}

// Clocks of banks differ from ours, so a payment may seem to lie a little ahead; it counts as made now.
Instant not_after_now(View const& view, std::optional<Instant> told) {
  return told && *told < view.now ? *told : view.now;
}

std::optional<ChargeRecord> charge_of_reference(View const& view, std::string_view reference) {
  auto const book = book_of_reference(reference);
  if (!book) return std::nullopt;
  auto charge = store::charge_by_reference(view.rows, *book, reference);
  if (charge && charge->method != Method::qris) return std::nullopt;
  return charge;
}

Result<Outcome> apply(Work& work, Caller const& caller, snap::QrNotice const& notice) {
  constexpr int success = 0, refunded = 4;
  if (notice.status != success && notice.status != refunded) return Outcome::noted;
  Movement const movement{.kind = Method::qris,
                          .acquirer_reference = notice.acquirer_reference,
                          .reference = notice.reference,
                          .amount = *notice.amount,
                          .paid_at = not_after_now(work, notice.paid_at),
                          .charge = charge_of_reference(work, notice.reference),
                          .merchant = store::merchant_by_account(work.rows, notice.nmid, notice.merchant_pan)};
  return notice.status == success ? succeed(work, caller, movement) : refund(work, caller, movement);
}

struct Addressed {
  std::optional<Merchant> merchant;
  std::optional<ChargeRecord> charge;
};
Addressed find_addressed(View const& view, snap::VaNumber const& number) {
  Addressed found;
  found.merchant = store::merchant_by_prefix(view.rows, number.prefix());
  if (found.merchant)
    found.charge = store::charge_by_va(view.rows, found.merchant->book, number.prefix() + number.customer_no);
  return found;
}

// What a bank is told before the payer's money is taken.
Verdict check_payable(Addressed const& addressed, Instant moment) {
  if (!addressed.charge) return refuse(va_unknown);
  auto const state = addressed.charge->state;
  if (state == ChargeState::paid || state == ChargeState::refunded) return refuse(va_paid);
  if (state == ChargeState::cancelled || moment > addressed.charge->expires) return refuse(va_closed);
  return done;
}

}  // namespace

std::string_view name_of(Outcome outcome) {
  constexpr std::string_view names[] = {"paid", "suspended", "refunded", "nothing_new", "noted"};
  return names[static_cast<int>(outcome)];
}

Result<Outcome> take_qr_notice(Work& work, PartnerRequest const& request) {
  auto const caller = TRY(identify(work, request, Signing::notice));
  auto const body = TRY(snap::read_qr_notice(request.signed_part.body));
  auto notice = TRY(first_of_its_number(work, caller, request, snap::qr_notify));
  auto const outcome = TRY(apply(work, caller, body));
  notice.acquirer_reference = body.acquirer_reference;
  notice.reference = body.reference;
  notice.status = body.status;
  notice.amount = body.amount;
  keep(work, caller, std::move(notice), outcome);
  return outcome;
}

Result<Bill> inquire(View const& view, PartnerRequest const& request) {
  TRY(identify(view, request, Signing::transaction));
  auto const body = TRY(snap::read_va_inquiry(request.signed_part.body));
  auto const addressed = find_addressed(view, body.number);
  TRY(check_payable(addressed, view.now));
  return Bill{addressed.merchant->name, addressed.charge->title, addressed.charge->amount, addressed.charge->expires};
}

Result<VaReceipt> take_va_payment(Work& work, PartnerRequest const& request) {
  auto const caller = TRY(identify(work, request, Signing::transaction));
  auto const body = TRY(snap::read_va_payment(request.signed_part.body));
  auto notice = TRY(first_of_its_number(work, caller, request, snap::va_payment));
  auto const addressed = find_addressed(work, body.number);
  Movement const movement{.kind = Method::va,
                          .acquirer_reference = body.payment_id,
                          .reference = body.number.prefix() + body.number.customer_no,
                          .amount = body.paid,
                          .paid_at = not_after_now(work, body.paid_at),
                          .charge = addressed.charge,
                          .merchant = addressed.merchant};
  bool const known =
      store::incoming(work.rows, caller.home_book, caller.partner.number, Method::va, body.payment_id).has_value();
  if (!known && !body.advised) {
    TRY(check_payable(addressed, movement.paid_at));
    if (addressed.charge->amount != body.paid) return refuse(va_amount_wrong);
  }
  auto const outcome = TRY(succeed(work, caller, movement));
  notice.acquirer_reference = body.payment_id.substr(0, 64);
  notice.reference = movement.reference;
  notice.amount = body.paid;
  keep(work, caller, std::move(notice), outcome);
  return VaReceipt{outcome, addressed.merchant ? addressed.merchant->name : std::string(), body.paid};
}

}  // namespace lumbung::payments
