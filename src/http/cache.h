// Answers that are the same for everybody, kept until the next commit.
//
// An answer is kept under the version of the database that was read before its View began: if a commit came in between,
// it is merely thrown away one commit too early. And never longer than two seconds, for some things change by time
// alone (a campaign ends). Only for the embedded database: with several servers nobody knows of the others' commits.
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "http/request.h"

namespace lumbung::http {

class AnswerCache {
 public:
  explicit AnswerCache(std::size_t bytes) : limit_(bytes) {}
  std::optional<Answer> find(std::string const& key, std::uint64_t version);
  void keep(std::string const& key, std::uint64_t version, Answer const& answer);

 private:
  using Ticks = std::chrono::steady_clock;
  struct Kept {
    Answer answer;
    Ticks::time_point until;
  };
  std::size_t const limit_;
  std::mutex guard_;
  std::uint64_t version_ = 0;
  std::size_t bytes_ = 0;
  std::unordered_map<std::string, Kept> kept_;
};

}  // namespace lumbung::http
