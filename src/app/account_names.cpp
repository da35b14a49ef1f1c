#include "app/account_names.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "giving/giving.h"
#include "programme/programme.h"

namespace lumbung::app {
namespace {

struct Words {
  std::string_view purpose, id, en;
};

// Every purpose that a room of the house opens accounts for.
constexpr Words purposes[] = {
    {"bank", "Bank", "Bank"},
    {"suspense", "Dana titipan", "Suspense"},
    {"owed_to_acquirer", "Utang kepada penyelenggara pembayaran", "Owed to the payment provider"},
    {"opening_balance", "Aset neto awal", "Opening net assets"},
    {"own_contribution", "Dana sendiri lembaga", "The organisation's own contribution"},
    {"fund", "Dana kampanye", "Campaign fund"},
    {"held", "Dana ditahan untuk diperiksa", "Held for examination"},
    {"held_released", "Dana cair yang ditahan", "Released money that is held"},
    {"collection_fee", "Potongan biaya pengumpulan", "Collection fee"},
    {"chargeback_loss", "Rugi penarikan pembayaran", "Loss by chargeback"},
    {"released", "Dana dicairkan", "Released money"},
    {"in_goods", "Dana menjadi barang", "Money in goods"},
    {"spent", "Dana terpakai", "Money used"},
    {"stock_value", "Persediaan barang", "Goods in stock"},
    {"expense", "Beban program", "Programme expense"},
    {"stock_loss", "Kerugian persediaan", "Loss of goods"},
    {"units_lost", "Unit rusak atau hilang", "Units lost"},
    {"units_stock", "Unit di stok", "Units in stock"},
    {"units_bought", "Unit dibeli", "Units bought"},
    {"units_delivered", "Unit diserahkan", "Units handed over"},
    {"till_cash", "Kas koperasi", "Cash of the co-operative"},
    {"till_bank", "Bank koperasi", "Bank of the co-operative"},
    {"till_field", "Kas lapangan", "Cash in the field"},
    {"simpanan_pokok", "Simpanan pokok", "Simpanan pokok"},
    {"simpanan_wajib", "Simpanan wajib", "Simpanan wajib"},
    {"simpanan_sukarela", "Simpanan sukarela", "Simpanan sukarela"},
};

std::optional<std::string> title_of(work::View const& view, ledger::AccountWish const& account) {
  if (account.owner_kind == "campaign") {
    auto found = giving::find(view, Id<Campaign>{account.owner});
    if (!found.refused()) return found->title;
  }
  if (account.owner_kind == "programme") {
    auto found = programme::find(view, Id<Programme>{account.owner});
    if (!found.refused()) return found->title;
  }
  return std::nullopt;  // the organisation itself: whose book it is, everybody knows
}

}  // namespace

ledger::AccountName account_name(work::View const& view, ledger::AccountWish const& account) {
  auto const* const words = std::ranges::find(purposes, std::string_view(account.purpose), &Words::purpose);
  ledger::AccountName name{account.purpose, account.purpose};
  if (words != std::end(purposes)) name = {std::string(words->id), std::string(words->en)};
  std::string whose;
  if (account.asset != rupiah) whose += " " + std::string(account.asset.code());
  if (auto const title = title_of(view, account)) whose += " · " + *title;
  return {name.id + whose, name.en + whose};
}

}  // namespace lumbung::app
