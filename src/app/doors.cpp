#include "app/doors.h"

#include <iostream>

#include "access/organisations.h"
#include "access/routes.h"
#include "app/account_names.h"
#include "app/commands.h"
#include "app/jobs.h"
#include "documents/documents.h"
#include "giving/routes.h"
#include "http/contract.h"
#include "http/house_doors.h"
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

std::string receipt_pdf(work::View const& view, giving::Trace const& trace, Organisation const& organisation,
                        std::string const& link) {
  documents::ReceiptContent content{.number = "LMB-" + trace.gift.id.text().substr(0, 13),
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

http::Doors::Options door_options(Config const& config) {
  return {.cache = config.database.empty(), .public_url = config.public_address(), .log = log_trouble};
}

giving::Neighbours neighbours_of(Config const& config) {
  giving::Neighbours neighbours{.receipt_pdf = receipt_pdf, .qr_svg = [](std::string_view text) {
                                  auto svg = documents::qr_svg(text);
                                  must(!svg.refused());
                                  return std::move(svg).value();
                                }};
  if (!config.sandbox_bank.empty()) neighbours.sandbox_bank = config.sandbox_bank;
  return neighbours;
}

}  // namespace

Doorway open_doorway(Installation& installation) {
  auto const& config = installation.config();
  Doorway made{.limits = std::make_unique<access::Limits>(installation.clock()),
               .doors = std::make_unique<http::Doors>(installation.engine(), door_options(config)),
               .web = std::make_shared<http::WebFiles>(config.web_dir)};
  auto& doors = *made.doors;
  access::Services const services{installation.engine(), *made.limits, installation.contents(),
                                  config.public_address()};
  access::open_doors(doors, services);
  doors.who_is_it(access::who_is_it(services));
  doors.gate(access::gate(services));
  registry::open_doors(doors);
  payments::open_doors(doors);
  ledger::open_doors(doors, account_name);
  translog::open_doors(doors);
  programme::open_doors(doors);
  giving::open_doors(doors, neighbours_of(config));
  open_setup_doors(doors);
  open_check_doors(doors);

  auto const document = http::merged_openapi(http::openapi_parts(), version, config.public_address());
  if (config.contract) doors.hold_to(std::make_shared<http::Contract const>(document));
  http::open_openapi_doors(doors, document);
  http::open_health_doors(doors,
                          [&engine = installation.engine()] { return std::string(engine.broken() ? "broken" : ""); });
  http::open_metrics_door(doors);
  made.web->open_doors(doors);
  open_page_doors(doors, made.web, config.public_address());
  return made;
}

void open_check_doors(http::Doors& doors) {
  doors.look({http::Method::get, "/api/check", "getCheck"},
             [](work::View const&, http::Request const&) -> Result<http::Answer> {
               auto const checked = last_check();
               http::Json j;
               j.object([&] {
                 if (!checked) {
                   j.null("faults");
                   return j.null("at");
                 }
                 j("faults", checked->faults);
                 j("at", checked->at);
               });
               return http::shown(std::move(j));
             });
}

int print_openapi() {
  std::cout << http::text_of(http::merged_openapi(http::openapi_parts(), version, "http://127.0.0.1:8080")) << "\n";
  return 0;
}

int migrate(Config const& config) {
  auto const database = storage::Database::open({.url = config.database_url(), .data_dir = config.data_dir});
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
