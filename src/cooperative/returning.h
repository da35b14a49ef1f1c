// How repaid principal flows back to several lenders of one loan, how a loss is shared, and how what is recovered of a
// loss comes back. Pure reckoning; the ledger books what comes of it.
//
// The rule (journey J3): each lender's part of everything that has come back so far is the largest-remainder split of
// that running total by what each lent, in whole rupiah; what she gets today is her part now less what she had. So
// nobody has to remember fractions, and at the end everybody has exactly what she lent: 125.000 lent as 60.000, 40.000
// and 25.000; of 20.835 come back 10.001, 6.667 and 4.167; of the next 20.830, 9.998, 6.666 and 4.166.
//
// Largest remainder has one flaw: a larger total can give one of three or more lenders a rupiah less than before (the
// Alabama paradox; Balinski and Young, Fair Representation, 1982). Nobody gives back what she was given: she keeps it,
// and that rupiah is taken from the day's parts of those who got most above their exact due. The next split aims at
// the exact running total again, so that parts never drift: within two rupiah of the exact due, always.
//
// The loss policy: what will not come back is borne in proportion to what each still has outstanding. As the same
// running total carries what came back and what was lost, both use one function, and proportions hold whatever the
// order of repayments and losses.
//
// A repayment that was booked by mistake is reversed by its own entry, not by a negative amount here.
#pragma once

#include <span>
#include <vector>

#include "core/money.h"

namespace lumbung::cooperative {

// One lender's stake in a loan, in the order in which the pledges were taken (equal remainders go to the earlier one).
// Whole rupiah; 0 <= returned + lost <= lent.
struct Stake {
  Money lent = 0_rp;
  Money returned = 0_rp;
  Money lost = 0_rp;

  Money outstanding() const { return lent - returned - lost; }
  friend bool operator==(Stake const&, Stake const&) = default;
};

inline constexpr Refusal no_lenders{"cooperative.no_lenders", Trouble::bad_input,
                                    "Pinjaman ini tidak punya dana pemberi pinjaman, jadi tidak ada yang dibagi.",
                                    "This loan carries no lenders' money, so there is nothing to share out."};
inline constexpr Refusal stake_unusable{
    "cooperative.stake_unusable", Trouble::bad_input,
    "Bagian seorang pemberi pinjaman harus rupiah bulat di atas nol, dan yang sudah kembali tidak boleh melebihi yang "
    "dipinjamkan.",
    "A lender's stake must be whole rupiah above zero, and what has come back must not exceed what was lent."};
inline constexpr Refusal share_not_whole{"cooperative.share_not_whole", Trouble::bad_input,
                                         "Jumlah yang dibagi harus rupiah bulat dan tidak di bawah nol.",
                                         "The amount to share out must be whole rupiah and not below zero."};
inline constexpr Refusal more_than_outstanding{
    "cooperative.more_than_outstanding", Trouble::conflict,
    "Jumlah {amount} melebihi pokok yang belum kembali kepada pemberi pinjaman, yaitu {outstanding}.",
    "The amount {amount} exceeds the principal that has not come back to the lenders, which is {outstanding}."};
inline constexpr Refusal more_than_lost{"cooperative.more_than_lost", Trouble::conflict,
                                        "Jumlah {amount} melebihi kerugian yang pernah ditanggung pemberi pinjaman, "
                                        "yaitu {lost}.",
                                        "The amount {amount} exceeds the loss that the lenders have borne, which is "
                                        "{lost}."};

// What each lender gets of a repayment of principal, in the order of the stakes. The parts are never negative, sum to
// the amount, and leave nobody with more than she lent.
Result<std::vector<Money>> share_repayment(std::span<Stake const> stakes, Money amount);
// What each lender bears of principal that is written off; as above.
Result<std::vector<Money>> share_loss(std::span<Stake const> stakes, Money amount);
// What each gets of money that was recovered after it was written off, in proportion to what each lost. Book it as
// returned and take it from lost; as above, with the loss in the place of what was lent.
Result<std::vector<Money>> share_recovery(std::span<Stake const> stakes, Money amount);

}  // namespace lumbung::cooperative
