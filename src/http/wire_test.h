// For tests: a client that sends whatever bytes it is told, and a server with a few doors of no meaning.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>

#include "http/server.h"

namespace lumbung::http {

class Wire {
 public:
  explicit Wire(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_port = htons(port);
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&place), sizeof place) == 0;
  }
  ~Wire() { ::close(socket_); }
  Wire(Wire const&) = delete;
  Wire& operator=(Wire const&) = delete;

  bool connected() const { return connected_; }
  // False when the server has cut the connection.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      auto const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void end() { ::shutdown(socket_, SHUT_WR); }

  // All that comes until the server closes, or until nothing came for so long.
  std::string rest(int wait_ms = 5000) {
    while (more(wait_ms)) {
    }
    return std::exchange(came_, {});
  }
  // One answer, by its Content-Length. Empty when the server closed without one.
  std::string answer(bool head_only = false) {
    std::size_t end;
    while ((end = came_.find("\r\n\r\n")) == came_.npos)
      if (!more(5000)) return {};
    std::size_t length = 0;
    if (auto const place = came_.find("Content-Length: "); place < end)
      length = std::strtoul(came_.c_str() + place + 16, nullptr, 10);
    if (head_only) length = 0;
    while (came_.size() < end + 4 + length)
      if (!more(5000)) return {};
    auto const whole = came_.substr(0, end + 4 + length);
    came_.erase(0, whole.size());
    return whole;
  }
  // Whether the server has closed, within so long.
  bool closed(int wait_ms) {
    auto const end = std::chrono::steady_clock::now() + std::chrono::milliseconds(wait_ms);
    while (std::chrono::steady_clock::now() < end)
      if (!more(50) && gone_) return true;
    return false;
  }

 private:
  bool more(int wait_ms) {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, wait_ms) <= 0) return false;
    char piece[65536];
    auto const length = ::recv(socket_, piece, sizeof piece, 0);
    gone_ = length <= 0;
    if (length > 0) came_.append(piece, static_cast<std::size_t>(length));
    return length > 0;
  }

  int socket_;
  bool connected_ = false;
  bool gone_ = false;
  std::string came_;
};

inline std::string get(std::string_view target, std::string_view more_headers = "") {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: lumbung.test\r\n" + std::string(more_headers) + "\r\n";
}

// "HTTP/1.1 200 OK…" → 200; 0 when there is no answer.
inline int status_in(std::string_view answer) {
  return answer.size() < 12 ? 0 : static_cast<int>(std::strtol(std::string(answer.substr(9, 3)).c_str(), nullptr, 10));
}

inline std::string header_in(std::string_view answer, std::string_view name) {
  auto const line = "\r\n" + std::string(name) + ": ";
  auto const place = answer.find(line);
  if (place == answer.npos) return {};
  auto const from = place + line.size();
  return std::string(answer.substr(from, answer.find("\r\n", from) - from));
}

inline std::string body_in(std::string_view answer) {
  auto const place = answer.find("\r\n\r\n");
  return place == answer.npos ? std::string() : std::string(answer.substr(place + 4));
}

// Answers every request with what it was told, so that a desync shows.
class Echo final : public Handler {
 public:
  std::size_t body_limit(Method, std::string_view path) const override { return path == "/big" ? 32 << 20 : 1000; }
  void handle(Request request, Respond respond) override {
    if (request.path == "/slow") {
      std::thread([respond] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        respond({.type = "text/plain", .body = "slow"});
      }).detach();
      return;
    }
    if (request.path == "/forgotten") return;
    if (request.path == "/stream") {
      auto const left = std::make_shared<int>(5);
      return respond({.type = "text/plain", .stream = [left](std::string& piece) {
                        piece = std::string(1000, static_cast<char>('a' + *left));
                        return --*left > 0;
                      }});
    }
    if (request.path == "/text") return respond({.type = "text/plain", .body = std::string(20'000, 'x')});
    if (request.path == "/file") return respond({.type = "text/plain", .file = LUMBUNG_SOURCE_DIR "/CMakeLists.txt"});
    auto said = std::string(name_of(request.method)) + " " + request.path;
    for (auto const& [name, value] : request.query) said.append(" ").append(name).append("=").append(value);
    if (request.path == "/big")
      said += " " + std::to_string(request.body.size());
    else
      said += " [" + request.body + "]";
    said += " " + std::string(name_of(request.language)) + " " + request.address;
    respond({.type = "text/plain", .body = said});
  }
};

}  // namespace lumbung::http
