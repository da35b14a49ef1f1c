// How a column becomes a type of ours. Included by storage.h.
#pragma once

#include "storage/storage.h"

namespace lumbung::storage {

template <class T>
struct FromColumn;

template <>
struct FromColumn<std::int64_t> {
  static std::int64_t read(Row const& row, int column) { return row.integer(column); }
};
template <>
struct FromColumn<int> {
  static int read(Row const& row, int column) {
    auto const wide = row.integer(column);
    must(wide >= INT32_MIN && wide <= INT32_MAX);
    return static_cast<int>(wide);
  }
};
template <>
struct FromColumn<bool> {
  static bool read(Row const& row, int column) { return row.integer(column) != 0; }
};
template <>
struct FromColumn<double> {
  static double read(Row const& row, int column) { return row.real(column); }
};
template <>
struct FromColumn<std::string> {
  static std::string read(Row const& row, int column) { return std::string(row.text(column)); }
};
template <>
struct FromColumn<Instant> {
  static Instant read(Row const& row, int column) { return {row.integer(column)}; }
};
template <>
struct FromColumn<Date> {
  static Date read(Row const& row, int column) { return {static_cast<std::int32_t>(row.integer(column))}; }
};
template <>
struct FromColumn<Asset> {
  static Asset read(Row const& row, int column) {
    auto asset = Asset::parse(row.text(column));
    must(!asset.refused());
    return *asset;
  }
};
template <class Thing>
struct FromColumn<Id<Thing>> {
  static Id<Thing> read(Row const& row, int column) { return Id<Thing>::from_bytes(row.blob(column)); }
};
template <std::size_t N>  // Hash, Uuid
struct FromColumn<std::array<std::uint8_t, N>> {
  static std::array<std::uint8_t, N> read(Row const& row, int column) {
    auto const stored = row.blob(column);
    must(stored.size() == N);
    std::array<std::uint8_t, N> bytes;
    std::memcpy(bytes.data(), stored.data(), N);
    return bytes;
  }
};
template <class T>
struct FromColumn<std::optional<T>> {
  static std::optional<T> read(Row const& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return FromColumn<T>::read(row, column);
  }
};

template <class T>
T Row::get(int column) const {
  return FromColumn<T>::read(*this, column);
}

}  // namespace lumbung::storage
