# Where tests live (tests/village.h). It stands upon work, and every room above work is tested in it.
if(LUMBUNG_TESTS OR LUMBUNG_BENCH)
  add_library(lumbung_village STATIC ${CMAKE_SOURCE_DIR}/tests/village.cpp)
  target_include_directories(lumbung_village PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(lumbung_village PUBLIC lumbung_work)
  if(TARGET test_work)
    target_link_libraries(test_work PRIVATE lumbung_village)
  endif()
endif()
