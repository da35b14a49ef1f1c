// Credit products: what a co-operative lends and on which terms, as dated data, and the stock of packages.
//
// A product has versions, each from a day on; a credit keeps the version of the day on which it was applied for.
//
// Accounts: the stock of a package product (asset, rupiah at cost), and for all of the co-operative
//   jasa pinjaman        income: charges, and rounding where the product sends it there
//   kerugian pinjaman    expense: what is written off where the co-operative bears it
//   pinjaman kembali     income: what came back of that afterwards
#pragma once

#include "cooperative/cooperative.h"
#include "cooperative/lending_types.h"
#include "cooperative/terms_cost.h"
#include "ledger/ledger.h"

namespace lumbung::cooperative {

// Kinds of entries. The subject is the product.
inline constexpr std::string_view packages_entry = "package_purchase";

// Events.
inline constexpr std::string_view product_set = "cooperative.product_set";          // facts: from
inline constexpr std::string_view packages_bought = "cooperative.packages_bought";  // facts: amount (sen)

// Refusals.
inline constexpr Refusal unknown_product{"cooperative.unknown_product", Trouble::not_found,
                                         "Produk pinjaman ini tidak ada di koperasi Anda. Pilih dari daftarnya.",
                                         "There is no such credit product in your co-operative."};
inline constexpr Refusal product_not_yet{"cooperative.product_not_yet", Trouble::conflict,
                                         "Produk ini baru berlaku mulai {from}.",
                                         "This product is in force from {from} on only."};
inline constexpr Refusal product_not_later{
    "cooperative.product_not_later", Trouble::conflict,
    "Ketentuan produk ini berlaku mulai {from}. Yang baru harus mulai sesudahnya; yang lama tidak diubah.",
    "The terms of this product begin on {from}. New ones begin later; the old ones stay as they were."};
inline constexpr Refusal product_wrong{
    "cooperative.product_wrong", Trouble::bad_input,
    "Isian ini belum benar: nama 1 sampai 60 huruf, kelompok 2 sampai 20 orang, batas berupa rupiah bulat, dan batas "
    "kelompok tidak di bawah batas anggota.",
    "This is not right yet: a name of 1 to 60 letters, groups of 2 to 20, limits in whole rupiah, and the limit of a "
    "group not below that of a member."};
inline constexpr Refusal charge_of_a_package{
    "cooperative.charge_of_a_package", Trouble::bad_input,
    "Biaya di muka dipotong dari uang yang dibawa pulang, jadi tidak dapat dipakai pada paket barang. Masukkan ke "
    "angsuran.",
    "A charge at disbursement is kept back from the cash, so it cannot be used with a package. Put it into the "
    "instalments."};
inline constexpr Refusal not_a_package_product{"cooperative.not_a_package_product", Trouble::bad_input,
                                               "Produk ini dicairkan sebagai uang, jadi tidak punya persediaan paket.",
                                               "This product is handed out in cash and has no stock of packages."};
inline constexpr Refusal stock_short{
    "cooperative.stock_short", Trouble::conflict,
    "Persediaan paket {there}, yang diperlukan {needed}. Catat dulu pembelian paketnya.",
    "The stock of packages is {there}, {needed} is needed. Record the purchase of packages first."};
inline constexpr Refusal till_short{"cooperative.till_short", Trouble::conflict,
                                    "Isi kas {there}, yang diperlukan {needed}. Pilih kas lain atau isi dulu kasnya.",
                                    "The till holds {there}, {needed} is needed. Choose another till or fill it."};

// A product, or new terms of it from `from` on; needs `manage`. The same again changes nothing.
Result<ProductRecord> set_product(Work& work, Id<Organisation> organisation, ProductRecord const& wish);
// As in force on a day.
Result<ProductRecord> product(View const& view, std::int64_t book, Id<CreditProduct> id, Date day);
// All versions, oldest first; each product's newest.
std::vector<ProductRecord> product_versions(View const& view, std::int64_t book, Id<CreditProduct> id);
std::vector<ProductRecord> products(View const& view, std::int64_t book);

struct PackagePurchase {
  Id<Entry> id;
  Id<CreditProduct> product;
  Money amount;  // what was paid for them, which is what they count for
  Date day;
  Id<CooperativeTill> till;
  std::vector<Hash> evidence = {};
};
// Packages come into stock, paid out of a till. Needs `pay_out`.
Result<ledger::Posted> buy_packages(Work& work, Id<Organisation> organisation, PackagePurchase const& wish);

// What a member will pay and what it costs, with the warning of the law; for the calculator and the form.
struct Quote {
  Schedule plan;
  Cost cost;
  std::optional<Problem> warning;
};
Result<Quote> quote(ProductRecord const& product, Money principal, Date disbursed);

// The co-operative's own accounts of lending.
enum class LendingAccount { service, loss, recovered };
Id<LedgerAccount> lending_account(CooperativeRecord const& of, LendingAccount which);
Verdict open_lending_accounts(Work& work, CooperativeRecord const& of);

}  // namespace lumbung::cooperative
