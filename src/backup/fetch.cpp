// The only file of this room that sees libcurl.
#include "backup/fetch.h"

#include <curl/curl.h>

#include <memory>

#include "backup/shelf.h"

namespace lumbung::backup {
namespace {

constexpr std::size_t most = std::size_t{1} << 20;

std::size_t keep(char* piece, std::size_t size, std::size_t count, void* into) {
  auto& text = *static_cast<std::string*>(into);
  if (text.size() + size * count > most) return 0;
  text.append(piece, size * count);
  return size * count;
}

Result<std::string> fetch(std::string const& url) {
  static bool const ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  std::unique_ptr<CURL, void (*)(CURL*)> const handle(ready ? curl_easy_init() : nullptr, curl_easy_cleanup);
  if (!handle) throw Breakdown("curl could not begin");
  std::string text;
  auto* const curl = handle.get();
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, 3L);
  curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, 20L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &text);
  auto const code = curl_easy_perform(curl);
  if (code != CURLE_OK) return refuse(not_fetched).with("from", url).with("what", curl_easy_strerror(code));
  return text;
}

}  // namespace

Result<std::string> fetch_small(std::string const& from) {
  if (from.starts_with("http://") || from.starts_with("https://")) return fetch(from);
  auto text = read_small(from);
  if (!text) return refuse(not_fetched).with("from", from).with("what", "tidak ada", "there is no such file");
  return *std::move(text);
}

}  // namespace lumbung::backup
