// The refusals of the door itself, before any rule is asked.
#pragma once

#include "core/result.h"

namespace lumbung::http {

// About the request as a whole.
inline constexpr Refusal no_such_page{"http.no_such_page", Trouble::not_found,
                                      "Halaman ini tidak ada. Periksa kembali alamatnya.",
                                      "There is no such page. Check the address."};
inline constexpr Refusal no_such_thing{"http.no_such_thing", Trouble::not_found,
                                       "Yang dicari tidak ditemukan. Periksa kembali tautannya.",
                                       "What you look for was not found. Check the link."};
inline constexpr Refusal method_not_allowed{"http.method_not_allowed", Trouble::unsupported,
                                            "Alamat ini tidak menerima cara {method}. Pakai {allowed}.",
                                            "This address does not take {method}. Use {allowed}."};
inline constexpr Refusal body_too_large{"http.body_too_large", Trouble::too_large,
                                        "Kiriman terlalu besar. Batasnya {limit}.",
                                        "What was sent is too large. The limit is {limit}."};
inline constexpr Refusal wrong_content_type{"http.wrong_content_type", Trouble::unsupported,
                                            "Jenis isi harus {wanted}.", "The content type must be {wanted}."};
inline constexpr Refusal foreign_origin{
    "http.foreign_origin", Trouble::forbidden,
    "Permintaan datang dari situs lain dan ditolak. Buka Lumbung langsung lalu ulangi.",
    "The request came from another site and was refused. Open Lumbung itself and try again."};
inline constexpr Refusal id_reused{
    "http.id_reused", Trouble::conflict,
    "Nomor permintaan ini sudah dipakai untuk isi yang lain. Buat nomor baru untuk permintaan baru.",
    "This request id was already used with other content. Make a new id for a new request."};
inline constexpr Refusal id_unusable{"http.id_unusable", Trouble::bad_input,
                                     "Idempotency-Key harus 8 sampai 64 huruf, angka, '-' atau '_'.",
                                     "Idempotency-Key must be 8 to 64 letters, digits, '-' or '_'."};
inline constexpr Refusal changed_meanwhile{
    "http.changed_meanwhile", Trouble::conflict,
    "Data ini sudah diubah orang lain. Muat ulang, lalu bandingkan sebelum menyimpan.",
    "This was changed by somebody else meanwhile. Load it again and compare before you save."};
inline constexpr Refusal too_many_requests{"http.too_many_requests", Trouble::too_many,
                                           "Terlalu banyak permintaan. Tunggu sebentar lalu coba lagi.",
                                           "Too many requests. Wait a moment and try again."};

// About requests that were not read to their end: the server answers these itself, in both languages, and hangs up.
inline constexpr Refusal not_http{"http.not_http", Trouble::bad_input,
                                  "Permintaan ini terpotong atau bukan HTTP yang utuh. Kirim lagi.",
                                  "This request was cut short or is no well-formed HTTP. Send it again."};
inline constexpr Refusal too_slow{"http.too_slow", Trouble::bad_input,
                                  "Kiriman terlalu lambat dan diputus. Periksa sambungan Anda, lalu kirim lagi.",
                                  "This came too slowly and was cut. Check your connection, then send it again."};
inline constexpr Refusal too_large_to_read{
    "http.too_large_to_read", Trouble::too_large,
    "Kiriman terlalu besar dan tidak dibaca. Foto paling besar 15 MB; kecilkan, lalu kirim lagi.",
    "This is too large and was not read. A picture may have 15 MB; make it smaller, then send it again."};
inline constexpr Refusal address_too_long{"http.address_too_long", Trouble::bad_input,
                                          "Alamat yang diminta terlalu panjang. Periksa tautannya.",
                                          "The address asked for is too long. Check the link."};
inline constexpr Refusal headers_too_large{"http.headers_too_large", Trouble::bad_input,
                                           "Kepala permintaan terlalu besar. Hapus kuki situs ini, lalu ulangi.",
                                           "The headers are too large. Clear this site's cookies and try again."};
inline constexpr Refusal not_spoken_here{"http.not_spoken_here", Trouble::unsupported,
                                         "Cara, versi, atau harapan HTTP ini tidak didukung di sini.",
                                         "This HTTP method, version or expectation is not supported here."};
inline constexpr Refusal too_crowded{"http.too_crowded", Trouble::too_many,
                                     "Server sedang sangat ramai. Tunggu sebentar, lalu coba lagi.",
                                     "The server is very busy. Wait a moment, then try again."};

// About JSON as such.
inline constexpr Refusal body_unreadable{"http.body_unreadable", Trouble::bad_input,
                                         "Isi permintaan bukan JSON yang utuh (byte ke-{place}).",
                                         "The body is not well-formed JSON (byte {place})."};
inline constexpr Refusal body_too_deep{"http.body_too_deep", Trouble::bad_input,
                                       "Isi permintaan bersarang terlalu dalam. Batasnya {limit} tingkat.",
                                       "The body is nested too deeply. The limit is {limit} levels."};
inline constexpr Refusal body_not_object{"http.body_not_object", Trouble::bad_input,
                                         "Isi permintaan harus satu objek JSON.", "The body must be one JSON object."};
inline constexpr Refusal text_has_nul{"http.text_has_nul", Trouble::bad_input, "Teks tidak boleh memuat karakter nol.",
                                      "Text must not contain NUL."};

// About one field.
inline constexpr Refusal field_missing{"http.field_missing", Trouble::bad_input, "Isian ini wajib diisi.",
                                       "This field is required."};
inline constexpr Refusal field_unknown{"http.field_unknown", Trouble::bad_input,
                                       "Isian ini tidak dikenal. Hapus dari permintaan.",
                                       "This field is not known. Remove it from the request."};
inline constexpr Refusal field_repeated{"http.field_repeated", Trouble::bad_input,
                                        "Isian ini muncul lebih dari sekali.", "This field appears more than once."};
inline constexpr Refusal field_wrong_type{"http.field_wrong_type", Trouble::bad_input,
                                          "Isian ini harus berupa {wanted}, bukan {found}.",
                                          "This field must be {wanted}, not {found}."};
inline constexpr Refusal field_not_whole{"http.field_not_whole", Trouble::bad_input,
                                         "Angka harus bulat, tanpa pecahan dan tanpa pangkat.",
                                         "The number must be whole, without fraction or exponent."};
inline constexpr Refusal field_too_small{"http.field_too_small", Trouble::bad_input, "Angka paling kecil {min}.",
                                         "The number must be at least {min}."};
inline constexpr Refusal field_too_big{"http.field_too_big", Trouble::bad_input, "Angka paling besar {max}.",
                                       "The number must be at most {max}."};
inline constexpr Refusal amount_not_positive{"http.amount_not_positive", Trouble::bad_input,
                                             "Jumlah harus lebih dari nol.", "The amount must be more than zero."};
inline constexpr Refusal amount_too_big{"http.amount_too_big", Trouble::bad_input, "Jumlah melebihi batas {max}.",
                                        "The amount is above the limit of {max}."};
inline constexpr Refusal text_empty{"http.text_empty", Trouble::bad_input, "Isian ini tidak boleh kosong.",
                                    "This field must not be empty."};
inline constexpr Refusal text_too_short{"http.text_too_short", Trouble::bad_input, "Tulis paling sedikit {min} huruf.",
                                        "Write at least {min} characters."};
inline constexpr Refusal text_too_long{"http.text_too_long", Trouble::bad_input, "Tulis paling banyak {max} huruf.",
                                       "Write at most {max} characters."};
inline constexpr Refusal text_has_controls{"http.text_has_controls", Trouble::bad_input,
                                           "Teks memuat karakter kendali yang tidak boleh ada.",
                                           "The text contains control characters, which must not be there."};
inline constexpr Refusal choice_unknown{"http.choice_unknown", Trouble::bad_input, "Pilih salah satu: {choices}.",
                                        "Choose one of: {choices}."};
inline constexpr Refusal list_too_long{"http.list_too_long", Trouble::bad_input, "Paling banyak {max} butir.",
                                       "At most {max} items."};
inline constexpr Refusal list_too_short{"http.list_too_short", Trouble::bad_input, "Paling sedikit {min} butir.",
                                        "At least {min} items."};
inline constexpr Refusal hash_unreadable{"http.hash_unreadable", Trouble::bad_input,
                                         "Sidik SHA-256 harus 64 angka heksadesimal.",
                                         "A SHA-256 hash must be 64 hexadecimal digits."};

}  // namespace lumbung::http
