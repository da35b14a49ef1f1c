// HTTP to somebody else, with deadlines; libcurl is seen by outgoing.cpp alone.
#pragma once

#include <string>
#include <vector>

namespace lumbung::sandbox_bank {

struct Reply {
  int status = 0;  // 0: nobody answered in time
  std::string body;
};

// POSTs JSON. Connects within 2 s, has its answer within 10 s, follows no redirects, takes at most 256 KiB.
Reply post(std::string const& url, std::vector<std::string> const& headers, std::string const& body);

}  // namespace lumbung::sandbox_bank
