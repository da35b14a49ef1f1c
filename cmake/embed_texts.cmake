# Run by lumbung_embed while building: NAME, OUT, FILES.
set(items "")
set(count 0)
foreach(path IN LISTS FILES)
  file(READ "${path}" text)
  string(APPEND items "    std::string_view{R\"lumbung(${text})lumbung\"},\n")
  math(EXPR count "${count} + 1")
endforeach()
file(WRITE "${OUT}" "#include <cstddef>\n#include <string_view>\n\nnamespace lumbung::embedded {\n\n"
  "extern std::string_view const ${NAME}[];\nextern std::size_t const ${NAME}_count;\n"
  "std::string_view const ${NAME}[] = {\n${items}};\nstd::size_t const ${NAME}_count = ${count};\n\n}  // namespace lumbung::embedded\n")
