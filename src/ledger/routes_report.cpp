// The report of a period: four statements that agree with each other.
#include "ledger/report.h"
#include "ledger/routes_parts.h"

namespace lumbung::ledger {
namespace {

using http::Answer;
using http::Fields;
using http::Json;
using http::Request;

class ReportPage {
 public:
  ReportPage(Json& j, Names& names) : j_(j), names_(names) {}

  void show(Report const& report) {
    j_("from", report.from);
    j_("to", report.to);
    j_.object("position", [&] {
      section("assets", report.assets);
      section("liabilities", report.liabilities);
      section("restricted", report.restricted);
      j_("without_restriction", report.change_without.closing);
      j_("with_restriction", report.change_with.closing);
    });
    j_.object("activity", [&] {
      section("without_restriction", report.without_restriction);
      section("with_restriction", report.with_restriction);
      j_("released", report.change_without.released);
    });
    j_.object("net_assets", [&] {
      change("without_restriction", report.change_without);
      change("with_restriction", report.change_with);
    });
    j_.object("cash", [&] {
      j_("opening", report.cash_opening);
      section("receipts", report.receipts);
      section("payments", report.payments);
      j_("closing", report.cash_closing);
    });
  }

 private:
  void section(std::string_view name, ReportSection const& section) {
    j_.object(name, [&] {
      j_.list("lines", section.lines, [&](ReportLine const& line) {
        j_("class", name_of(line.account_class));
        j_("purpose", line.purpose);
        j_("kind", line.kind);
        j_("amount", line.amount);
        j_.list("accounts", line.parts, [&](ReportPart const& part) {
          j_("id", part.account);
          names_.show(j_, "name", names_.of(part.account));
          j_("amount", part.amount);
        });
      });
      j_("sum", section.sum);
    });
  }

  void change(std::string_view name, NetAssetsChange const& change) {
    j_.object(name, [&] {
      j_("opening", change.opening);
      j_("result", change.result);
      j_("released", change.released);
      j_("closing", change.closing);
    });
  }

  Json& j_;
  Names& names_;
};

Result<Answer> report_door(View const& view, Request const& request, NameOfAccount const& name_of_account) {
  auto query = Fields::of_query(request);
  auto const organisation = query.id<Organisation>("organisation");
  auto const from = query.date("from");
  auto const to = query.date("to");
  TRY(query.finish());
  auto const book = TRY(book_seen(view, organisation));
  auto const found = TRY(report(view, book, from, to));
  Names names(view, book, name_of_account);
  Json j;
  j.object([&] { ReportPage(j, names).show(found); });
  return http::shown(std::move(j));
}

}  // namespace

void open_report_doors(http::Doors& doors, NameOfAccount const& name_of_account) {
  doors.slow_look({http::Method::get, "/api/ledger/report", "getLedgerReport"},
                  [name_of_account](View const& view, Request const& request) {
                    return report_door(view, request, name_of_account);
                  });
}

}  // namespace lumbung::ledger
