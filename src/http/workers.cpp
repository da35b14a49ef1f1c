#include "http/workers.h"

namespace lumbung::http {

Workers::Workers(std::size_t threads, std::size_t waiting_limit) : limit_(waiting_limit) {
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() {
  {
    std::lock_guard const lock(guard_);
    ending_ = true;
  }
  something_.notify_all();
  for (auto& thread : threads_) thread.join();
}

bool Workers::take(std::function<void()> task) {
  {
    std::lock_guard const lock(guard_);
    if (tasks_.size() >= limit_) return false;
    tasks_.push_back(std::move(task));
  }
  something_.notify_one();
  return true;
}

std::size_t Workers::waiting() const {
  std::lock_guard const lock(guard_);
  return tasks_.size();
}

void Workers::work() {
  for (;;) {
    std::unique_lock lock(guard_);
    something_.wait(lock, [this] { return ending_ || !tasks_.empty(); });
    if (tasks_.empty()) return;
    auto const task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    task();
  }
}

}  // namespace lumbung::http
