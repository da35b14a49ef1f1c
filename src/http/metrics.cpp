#include "http/metrics.h"

#include <charconv>

namespace lumbung::http {
namespace {

std::string number(double value) {
  char digits[40];
  return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}

std::string number(std::uint64_t value) { return std::to_string(value); }

template <class N>
void line(std::string& out, std::string_view name, std::string_view suffix, std::string_view labels, N value) {
  out += name;
  out += suffix;
  if (!labels.empty()) ((out += '{') += labels) += '}';
  out += ' ';
  out += number(value);
  out += '\n';
}

}  // namespace

void Metrics::Histogram::observe(std::int64_t micros) {
  std::size_t bucket = 0;
  while (bucket < bounds_micros.size() && micros > bounds_micros[bucket]) ++bucket;
  buckets_[bucket].fetch_add(1, std::memory_order_relaxed);
  sum_micros_.fetch_add(micros, std::memory_order_relaxed);
}

Metrics::Series& Metrics::add(std::string_view name, std::string_view help, std::string_view type, std::string labels) {
  std::lock_guard const lock(guard_);
  auto* family = static_cast<Family*>(nullptr);
  for (auto& known : families_)
    if (known.name == name) family = &known;
  if (family == nullptr) {
    family = &families_.emplace_back();
    family->name = name;
    family->help = help;
    family->type = type;
  }
  for (auto& known : family->series)
    if (known.labels == labels) return known;
  auto& series = family->series.emplace_back();
  series.labels = std::move(labels);
  return series;
}

Metrics::Counter& Metrics::counter(std::string_view name, std::string_view help, std::string labels) {
  return add(name, help, "counter", std::move(labels)).counter;
}

Metrics::Histogram& Metrics::histogram(std::string_view name, std::string_view help, std::string labels) {
  return add(name, help, "histogram", std::move(labels)).histogram;
}

void Metrics::gauge(std::string_view name, std::string_view help, std::string labels, std::function<double()> read) {
  add(name, help, "gauge", std::move(labels)).read = std::move(read);
}

void Metrics::counter_of(std::string_view name, std::string_view help, std::string labels,
                         std::function<double()> read) {
  add(name, help, "counter", std::move(labels)).read = std::move(read);
}

std::string Metrics::text() const {
  std::lock_guard const lock(guard_);
  std::string out;
  for (auto const& family : families_) {
    out += "# HELP " + family.name + " " + family.help + "\n# TYPE " + family.name + " ";
    (out += family.type) += '\n';
    for (auto const& series : family.series) {
      if (family.type != "histogram") {
        if (series.read)
          line(out, family.name, "", series.labels, series.read());
        else
          line(out, family.name, "", series.labels, series.counter.value());
        continue;
      }
      auto const before = series.labels.empty() ? std::string() : series.labels + ",";
      std::uint64_t below = 0;
      for (std::size_t i = 0; i < Histogram::bounds_micros.size(); ++i) {
        below += series.histogram.buckets_[i].load(std::memory_order_relaxed);
        auto const bound = number(static_cast<double>(Histogram::bounds_micros[i]) / 1e6);
        line(out, family.name, "_bucket", before + "le=\"" + bound + "\"", below);
      }
      below += series.histogram.buckets_.back().load(std::memory_order_relaxed);
      line(out, family.name, "_bucket", before + "le=\"+Inf\"", below);
      line(out, family.name, "_sum", series.labels,
           static_cast<double>(series.histogram.sum_micros_.load(std::memory_order_relaxed)) / 1e6);
      line(out, family.name, "_count", series.labels, below);
    }
  }
  return out;
}

}  // namespace lumbung::http
