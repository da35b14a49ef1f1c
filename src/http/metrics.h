// What the server counts about itself, in the text form that Prometheus reads (exposition format 0.0.4).
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace lumbung::http {

class Metrics {
 public:
  class Counter {
   public:
    void add(std::uint64_t n = 1) { count_.fetch_add(n, std::memory_order_relaxed); }
    std::uint64_t value() const { return count_.load(std::memory_order_relaxed); }

   private:
    std::atomic<std::uint64_t> count_{0};
  };
  // Of durations, in buckets from 0.25 ms to 10 s.
  class Histogram {
   public:
    static constexpr std::array<std::int64_t, 12> bounds_micros{
        250, 500, 1'000, 2'500, 5'000, 10'000, 25'000, 100'000, 500'000, 1'000'000, 2'500'000, 10'000'000};
    void observe(std::int64_t micros);

   private:
    friend class Metrics;
    std::array<std::atomic<std::uint64_t>, bounds_micros.size() + 1> buckets_{};
    std::atomic<std::int64_t> sum_micros_{0};
  };

  // Made once, kept for ever; counting then takes no lock. `labels` as in `operation="getGift",status="2xx"`, already
  // escaped: only constants of the program go in, never what came from outside.
  Counter& counter(std::string_view name, std::string_view help, std::string labels = "");
  Histogram& histogram(std::string_view name, std::string_view help, std::string labels = "");
  // Read when somebody asks.
  void gauge(std::string_view name, std::string_view help, std::string labels, std::function<double()> read);
  void counter_of(std::string_view name, std::string_view help, std::string labels, std::function<double()> read);

  std::string text() const;

 private:
  struct Series {
    std::string labels;
    Counter counter;
    Histogram histogram;
    std::function<double()> read;
  };
  struct Family {
    std::string name, help;
    std::string_view type;
    std::deque<Series> series;
  };
  Series& add(std::string_view name, std::string_view help, std::string_view type, std::string labels);

  mutable std::mutex guard_;  // over the list, not over the counting
  std::deque<Family> families_;
};

}  // namespace lumbung::http
