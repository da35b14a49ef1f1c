// Threads for what takes long, with a bounded queue.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace lumbung::http {

class Workers {
 public:
  Workers(std::size_t threads, std::size_t waiting_limit);
  ~Workers();  // does what is waiting, then ends
  // False when too much is waiting already. `task` throws nothing.
  bool take(std::function<void()> task);
  std::size_t waiting() const;

 private:
  void work();

  std::size_t const limit_;
  mutable std::mutex guard_;
  std::condition_variable something_;
  std::deque<std::function<void()>> tasks_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace lumbung::http
