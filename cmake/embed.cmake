# lumbung_embed(lumbung_http openapi_texts src/http/docs/docs.js …)
#
# Puts the texts of files into the program: makes a source with `std::string_view const openapi_texts[]` in namespace
# lumbung::embedded, in the order given, and `std::size_t const openapi_texts_count`; remade when a file changes.
function(lumbung_embed target name)
  set(out ${CMAKE_BINARY_DIR}/embedded/${name}.cpp)
  add_custom_command(OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DOUT=${out} "-DFILES=${ARGN}" -P ${CMAKE_SOURCE_DIR}/cmake/embed_texts.cmake
    DEPENDS ${ARGN} ${CMAKE_SOURCE_DIR}/cmake/embed_texts.cmake VERBATIM)
  set_source_files_properties(${out} PROPERTIES COMPILE_OPTIONS "-Wno-overlength-strings")
  target_sources(${target} PRIVATE ${out})
endfunction()
