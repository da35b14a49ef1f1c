#include "access/letters.h"

#include "access/organisations.h"

namespace lumbung::access {
namespace {

constexpr std::string_view english = "\n\n---- English ----\n\n";
constexpr std::string_view foot =
    "\n\nSurel ini ditulis oleh mesin; balasan tidak dibaca. / This letter was written by a machine; nobody reads "
    "replies.\n";

struct RoleNames {
  Role role;
  std::string_view indonesian, english;
};
constexpr RoleNames role_names[] = {
    {Role::platform_admin, "pengelola platform", "platform administrator"},
    {Role::platform_verifier, "pemeriksa lembaga", "platform verifier"},
    {Role::org_admin, "pengelola lembaga", "administrator"},
    {Role::campaign_editor, "penulis kampanye", "campaign editor"},
    {Role::treasurer, "bendahara", "treasurer"},
    {Role::approver, "penyetuju", "approver"},
    {Role::field_officer, "pendamping", "field officer"},
    {Role::auditor, "auditor", "auditor"},
};

RoleNames names_of(Role role) {
  for (auto const& known : role_names)
    if (known.role == role) return known;
  must(false);
  return role_names[0];
}

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 128;
}

}  // namespace

std::string without_links(std::string_view typed) {
  std::string line;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    char const c = typed[i];
    bool const breaks = static_cast<unsigned char>(c) < 32 || c == 127 || c == '/' || c == '\\' || c == '@' || c == ':';
    line += breaks ? ' ' : c;
    if (c == '.' && i + 1 < typed.size() && is_word(typed[i + 1])) line += ' ';
  }
  return line;
}

StaffLetter invitation_letter(std::string to, InvitationSaid const& said, Zone zone) {
  auto const name = said.organisation.empty() ? std::string("Lumbung") : without_links(said.organisation);
  auto const role = names_of(said.role);
  std::string text = "Anda diundang bekerja di Lumbung.\n\nLembaga : " + name;
  text += "\nPeran   : " + std::string(role.indonesian) + "\nBuka    : " + said.link;
  text += "\nSebelum : " + shown_long(said.expires, zone);
  text +=
      "\n\nTautan ini sekali pakai dan hanya untuk Anda: siapa pun yang memegangnya dapat menerima undangan ini. "
      "Jangan teruskan.\nTidak mengenal lembaga ini? Abaikan saja; tanpa Anda tidak ada akun yang dibuat.";
  text += std::string(english) + "You are invited to work in Lumbung.\n\nOrganisation: " + name;
  text += "\nRole        : " + std::string(role.english) + "\nOpen        : " + said.link;
  text += "\nBefore      : " + iso(said.expires, zone);
  text +=
      "\n\nThis link works once and is for you only: whoever holds it can accept the invitation. Do not pass it on.\n"
      "You do not know this organisation? Ignore this letter; no account is made without you.";
  return {std::move(to), "Undangan Lumbung / Lumbung invitation: " + name, text + std::string(foot), invitation_lasts};
}

StaffLetter reset_letter(std::string to, std::string_view link, int minutes_good) {
  auto const good = std::to_string(minutes_good);
  std::string text =
      "Ada yang meminta kata sandi baru untuk akun Lumbung dengan alamat ini. Buat kata sandinya di:\n\n";
  text += std::string(link) + "\n\nBerlaku " + good +
          " menit dan sekali pakai; permintaan yang lebih baru membatalkannya. Sesudahnya masuklah seperti biasa, "
          "dengan kode dua langkah.\nBila bukan Anda yang meminta, abaikan saja: kata sandi Anda tetap yang lama. Kami "
          "tidak pernah meminta tautan ini lewat telepon atau pesan.";
  text += std::string(english) +
          "Somebody asked for a new password for the Lumbung account of this address. Choose it at:\n\n" +
          std::string(link) + "\n\nGood for " + good +
          " minutes and once; a newer request voids it. Then sign in as always, with your second factor.\nIf it was "
          "not you, ignore this letter: your password stays as it is. We never ask for this link by phone or message.";
  return {std::move(to), "Kata sandi baru Lumbung / Your new Lumbung password", text + std::string(foot),
          minutes(minutes_good)};
}

StaffLetter password_changed_letter(std::string to, Instant when, std::string_view public_url, Zone zone) {
  std::string text = "Kata sandi akun Lumbung Anda diganti pada " + shown_long(when, zone);
  text +=
      ", dan sesi di perangkat lain diakhiri.\n\nBukan Anda? Segera buat kata sandi baru lewat \"Lupa kata sandi?\" "
      "di ";
  text += std::string(public_url) + "/masuk, dan beri tahu pengelola lembaga Anda. Kode dua langkah tidak berubah.";
  text += std::string(english) + "The password of your Lumbung account was changed at " + iso(when, zone);
  text +=
      ", and sessions on other devices were ended.\n\nIt was not you? Choose a new one at once by \"Forgot your "
      "password?\" at ";
  text += std::string(public_url) +
          "/masuk, and tell the administrator of your organisation. The second factor is as it was.";
  return {std::move(to), "Kata sandi Lumbung diganti / Your Lumbung password was changed", text + std::string(foot),
          days(7)};
}

bool send_invitation(Work& work, Post const& post, std::string_view token) {
  if (!post) return false;
  auto const open = find_invitation(work, token);
  must(!open.refused());
  auto const organisation =
      open->holding.organisation.none() ? std::nullopt : find_organisation(work, open->holding.organisation);
  post(work, invitation_letter(open->email,
                               {.organisation = organisation ? organisation->name : std::string(),
                                .role = open->holding.role,
                                .link = work.house.public_url + "/undangan/" + std::string(token),
                                .expires = work.now + invitation_lasts},
                               work.house.zone));
  return true;
}

}  // namespace lumbung::access
