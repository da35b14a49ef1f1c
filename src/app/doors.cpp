#include "app/doors.h"

#include <iostream>

#include "access/organisations.h"
#include "access/routes.h"
#include "app/account_names.h"
#include "app/commands.h"
#include "app/examination.h"
#include "app/mailman.h"
#include "cooperative/routes.h"
#include "documents/documents.h"
#include "givers/routes.h"
#include "giving/routes.h"
#include "http/contract.h"
#include "http/house_doors.h"
#include "http/metrics.h"
#include "ledger/routes.h"
#include "payments/routes.h"
#include "programme/routes.h"
#include "registry/routes.h"
#include "translog/routes.h"

namespace lumbung::app {
namespace {

constexpr std::string_view version = "0.1.0";

void log_trouble(std::string_view line) { std::clog << line << '\n'; }

std::string permit_line(work::View const& view, Id<Organisation> organisation) {
  auto const permit = access::permit(view, organisation);
  if (!permit) return {};
  return permit->exemption ? std::string(access::word_in(access::exemptions, *permit->exemption))
                           : "Izin PUB No. " + permit->number;
}

std::string receipt_number(Id<Gift> gift) { return "LMB-" + gift.text().substr(0, 13); }

std::string receipt_pdf(work::View const& view, giving::Trace const& trace, Organisation const& organisation,
                        std::string const& link) {
  documents::ReceiptContent content{.number = receipt_number(trace.gift.id),
                                    .organisation = organisation.name,
                                    .permit = permit_line(view, organisation.id),
                                    .campaign = trace.campaign.title,
                                    .amount = trace.gift.amount,
                                    .fee = trace.gift.fee,
                                    .giver = trace.gift.anonymous ? "" : trace.gift.name,
                                    .paid_at = trace.gift.paid_at.value_or(trace.gift.at),
                                    .zone = view.house.zone,
                                    .trace_url = link,
                                    .log_index = trace.entry.log_index};
  return documents::receipt_pdf(content);
}

std::string statement_pdf(work::View const& view, givers::Statement const& statement) {
  documents::YearlyContent content{
      .year = statement.year.year,
      .giver = statement.giver.name.empty() ? statement.giver.email : statement.giver.name,
      .issued_by = "Lumbung, " + view.house.public_url.substr(view.house.public_url.find("://") + 3),
      .issued_on = view.today(),
      .lines = {}};
  for (auto const& own : statement.gifts)
    content.lines.push_back({.on = day_of(*own.gift.paid_at, view.house.zone),
                             .campaign = own.campaign.title,
                             .organisation = own.organisation,
                             .amount = own.gift.amount,
                             .refunded = own.gift.refunded,
                             .number = receipt_number(own.gift.id)});
  return documents::yearly_pdf(content);
}

http::Doors::Options door_options(Config const& config) {
  return {.cache = config.database.empty(), .public_url = config.public_address(), .log = log_trouble};
}

giving::Neighbours neighbours_of(Config const& config) {
  giving::Neighbours neighbours{.receipt_pdf = receipt_pdf, .qr_svg = [](std::string_view text) {
                                  auto svg = documents::qr_svg(text);
                                  must(!svg.refused());
                                  return std::move(svg).value();
                                }};
  neighbours.on_given = [url = config.public_address()](http::Request const& request) {
    return givers::keep_for_sender(request, url);
  };
  if (!config.sandbox_bank.empty()) neighbours.sandbox_bank = config.sandbox_bank;
  return neighbours;
}

}  // namespace

Doorway open_doorway(Installation& installation, mail::Postman const* postman, LastCheck last_check) {
  auto const& config = installation.config();
  Doorway made{.limits = std::make_unique<access::Limits>(installation.clock()),
               .doors = std::make_unique<http::Doors>(installation.engine(), door_options(config)),
               .web = std::make_shared<http::WebFiles>(config.web_dir)};
  auto& doors = *made.doors;
  auto const* const box = dynamic_cast<mail::SandboxPostman const*>(postman);
  access::Services const services{.engine = installation.engine(),
                                  .limits = *made.limits,
                                  .contents = installation.contents(),
                                  .public_url = config.public_address(),
                                  .post = postman == nullptr ? access::Post() : staff_post(),
                                  .sandbox = box != nullptr};
  access::open_doors(doors, services);
  doors.who_is_it(access::who_is_it(services));
  doors.gate(access::gate(services));
  registry::open_doors(doors);
  payments::open_doors(doors);
  ledger::open_doors(doors, account_name, [](work::View const& view, Id<Organisation> organisation) -> Verdict {
    TRY(access::verified_organisation(view, organisation));
    return done;
  });
  translog::open_doors(doors);
  programme::open_doors(doors);
  giving::open_doors(doors, neighbours_of(config));
  givers::open_doors(doors, {.limits = *made.limits,
                             .public_url = config.public_address(),
                             .letters_go_out = postman != nullptr,
                             .sandbox = box != nullptr,
                             .statement_pdf = statement_pdf});
  cooperative::open_doors(doors);
  open_letter_doors(doors, box);
  open_setup_doors(doors);
  auto const copies = [&installation] { return installation.copied(); };
  open_check_doors(doors, last_check ? last_check : [] { return std::optional<Checked>(); }, copies);
  count_copies(doors, copies);

  auto const document = http::merged_openapi(http::openapi_parts(), version, config.public_address());
  if (config.contract) doors.hold_to(std::make_shared<http::Contract const>(document));
  http::open_openapi_doors(doors, document);
  http::open_health_doors(doors,
                          [&engine = installation.engine()] { return std::string(engine.broken() ? "broken" : ""); });
  http::open_metrics_door(doors, config.metrics_readers);
  made.web->open_doors(doors);
  open_page_doors(doors, made.web, config.public_address());
  return made;
}

void open_letter_doors(http::Doors& doors, mail::SandboxPostman const* box) {
  doors.look({http::Method::get, "/api/sandbox/letters", "listSandboxLetters"},
             [box](work::View const&, http::Request const&) -> Result<http::Answer> {
               if (box == nullptr) return refuse(http::no_such_thing);
               http::Json j;
               j.object([&] {
                 j.list("items", box->letters(), [&](mail::LetterRecord const& letter) {
                   j("id", letter.id);
                   j("to", letter.to);
                   j("subject", letter.subject);
                   j("text", letter.text);
                   j("at", letter.written);
                 });
               });
               return http::shown(std::move(j));
             });
}

namespace {

void show_moment(http::Json& j, std::string_view name, std::optional<Instant> moment) {
  if (moment)
    j(name, *moment);
  else
    j.null(name);
}

}  // namespace

void open_check_doors(http::Doors& doors, LastCheck const& last_check, CopiesNow const& copies) {
  doors.look({http::Method::get, "/api/check", "getCheck"},
             [last_check, copies](work::View const&, http::Request const&) -> Result<http::Answer> {
               auto const checked = last_check();
               auto const copied = copies();
               http::Json j;
               j.object([&] {
                 show_moment(j, "copied_until", copied ? copied->until : std::nullopt);
                 show_moment(j, "copies_failing_since", copied ? copied->failing_since : std::nullopt);
                 if (checked && checked->failing_since)
                   j("failing_since", *checked->failing_since);
                 else
                   j.null("failing_since");
                 if (!checked || !checked->ever_done()) {
                   for (auto const* name : {"faults", "entries", "leaves", "events", "seconds", "at"}) j.null(name);
                   return;
                 }
                 j("faults", checked->faults);
                 j("entries", checked->entries);
                 j("leaves", checked->leaves);
                 j("events", checked->events);
                 j("seconds", checked->took.micros / 1'000'000);
                 j("at", checked->at);
               });
               return http::shown(std::move(j));
             });
  auto const gauge = [&](std::string_view name, std::string_view help, auto read) {
    doors.metrics().gauge(name, help, "", [last_check, read] {
      auto const checked = last_check();
      return checked ? static_cast<double>(read(*checked)) : 0.0;
    });
  };
  gauge("lumbung_check_faults", "Faults that the last check of everything found.",
        [](Checked const& checked) { return checked.faults; });
  gauge("lumbung_check_entries", "Journal entries that the last check looked at.",
        [](Checked const& checked) { return checked.entries; });
  gauge("lumbung_check_seconds", "How long the last check took.",
        [](Checked const& checked) { return checked.took.micros / 1'000'000; });
  gauge("lumbung_check_failing_since_seconds", "Since when no check came to its end, Unix time; 0 when the last did.",
        [](Checked const& checked) { return checked.failing_since ? checked.failing_since->micros / 1'000'000 : 0; });
  gauge("lumbung_check_time_seconds", "When the last check began, Unix time; 0 before the first.",
        [](Checked const& checked) { return checked.at.micros / 1'000'000; });
}

int print_openapi() {
  std::cout << http::text_of(http::merged_openapi(http::openapi_parts(), version, "http://127.0.0.1:8080")) << "\n";
  return 0;
}

int migrate(Config const& config) {
  auto const database = storage::Database::open(
      {.url = config.database_url(), .data_dir = config.data_dir, .patience_ms = patience_of_check_ms});
  auto const writer = database->writer();
  auto const applied = storage::migrate(*writer, all_migrations(), machine_clock().now());
  for (auto const& name : applied) std::cout << name << "\n";
  std::cout << applied.size() << " langkah diterapkan / steps applied\n";
  return 0;
}

int show_config(Configured const& configured) {
  for (auto const& setting : configured.settings)
    std::cout << setting.name << " = \"" << setting.value << "\"  # " << setting.source << "\n";
  return 0;
}

}  // namespace lumbung::app
