// The doors of programmes, and how their things are shown; giving shows deliveries in the same way.
#pragma once

#include "http/door.h"
#include "programme/programme.h"

namespace lumbung::programme {

void open_doors(http::Doors& doors);
void open_loss_doors(http::Doors& doors);  // opened by open_doors

// {code, name}: of an area of the registry.
void show_area(http::Json& j, std::string_view name, work::View const& view, std::string_view code);
// What the public sees of a delivery (PublicDelivery of the API): no household, no place finer than `shown_area`.
void show_delivery(http::Json& j, work::View const& view, ProgrammeRecord const& programme,
                   DeliveryRecord const& delivery);
// The members of a Plan.
void show_plan(http::Json& j, Plan const& plan);
// The place in the public log of an entry's leaf, or null.
void show_log_index(http::Json& j, work::View const& view, std::int64_t book, Id<Entry> entry);
std::string picture_url(Hash const& hash);

}  // namespace lumbung::programme
