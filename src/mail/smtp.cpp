// The only file that sees libcurl here.
#include <curl/curl.h>

#include <algorithm>
#include <cstring>

#include "mail/postman.h"

namespace lumbung::mail {
namespace {

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

struct Unsent {
  std::string_view rest;
};

std::size_t give_piece(char* buffer, std::size_t size, std::size_t count, void* unsent) {
  auto& rest = static_cast<Unsent*>(unsent)->rest;
  auto const piece = std::min(size * count, rest.size());
  std::memcpy(buffer, rest.data(), piece);
  rest.remove_prefix(piece);
  return piece;
}

std::string host_of(std::string const& url) {
  auto const scheme = url.find("://");
  auto const from = scheme == std::string::npos ? 0 : scheme + 3;
  return url.substr(from, url.find_first_of(":/", from) - from);
}

bool is_here(std::string const& host) { return host == "localhost" || host == "127.0.0.1" || host == "::1"; }

class SmtpPostman final : public Postman {
 public:
  explicit SmtpPostman(SmtpOptions options)
      : options_(std::move(options)), host_(host_of(options_.url)), sender_(bare_address(options_.from)) {}

  std::optional<std::string> carry(LetterRecord const& letter) override {
    static bool const ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    std::unique_ptr<CURL, FreeHandle> const handle(ready ? curl_easy_init() : nullptr);
    if (!handle) return "curl could not begin";
    auto* const curl = handle.get();
    auto const at = sender_.find('@');
    auto const message =
        message_of(letter, options_.from, at == std::string::npos ? host_ : std::string_view(sender_).substr(at + 1));
    Unsent unsent{message};
    auto const sender = "<" + sender_ + ">", reader = "<" + letter.to + ">";
    std::unique_ptr<curl_slist, FreeList> const readers(curl_slist_append(nullptr, reader.c_str()));
    set_up(curl);
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, sender.c_str());
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, readers.get());
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_piece);
    curl_easy_setopt(curl, CURLOPT_READDATA, &unsent);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    auto const outcome = curl_easy_perform(curl);
    if (outcome == CURLE_OK) return std::nullopt;
    long code = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
    // libcurl's own words name no reader; the server's would.
    return std::string(curl_easy_strerror(outcome)) + " (SMTP " + std::to_string(code) + ")";
  }

 private:
  void set_up(CURL* curl) const {
    curl_easy_setopt(curl, CURLOPT_URL, options_.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, 10'000L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, 30'000L);
    curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(is_here(host_) ? CURLUSESSL_TRY : CURLUSESSL_ALL));
    if (!options_.authority.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, options_.authority.c_str());
    if (options_.user.empty()) return;
    curl_easy_setopt(curl, CURLOPT_USERNAME, options_.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, options_.password.c_str());
  }

  SmtpOptions const options_;
  std::string const host_, sender_;
};

}  // namespace

std::unique_ptr<Postman> smtp_postman(SmtpOptions options) { return std::make_unique<SmtpPostman>(std::move(options)); }

}  // namespace lumbung::mail
