# Where tests live (tests/village.h). It stands upon work, and every room above work is tested in it.
if(LUMBUNG_TESTS OR LUMBUNG_BENCH)
  add_library(lumbung_village STATIC ${CMAKE_SOURCE_DIR}/tests/village.cpp ${CMAKE_SOURCE_DIR}/tests/failing_disk.cpp)
  target_include_directories(lumbung_village PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(lumbung_village PUBLIC lumbung_work PRIVATE PkgConfig::SQLITE)
  foreach(below storage work)  # declared before the village was
    if(TARGET test_${below})
      target_link_libraries(test_${below} PRIVATE lumbung_village)
    endif()
  endforeach()
endif()
