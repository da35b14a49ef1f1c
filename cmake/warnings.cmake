# Warnings are errors, for our code and not for the headers of others (packages are SYSTEM).
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
                    -Wnull-dereference -Wimplicit-fallthrough -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 sees ghosts here under -O2 and the sanitizers (GCC bugs 105562, 105329, 105651).
  add_compile_options(-Wno-null-dereference -Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow -Wno-dangling-pointer)
  add_compile_options(-Wno-missing-field-initializers)
else()
  # The last: std::stable_sort of libstdc++ 12 is read by clang 19 as deprecated.
  add_compile_options(-Wno-deprecated-declarations -Wno-missing-field-initializers -Wno-missing-designated-field-initializers -Wno-gnu-statement-expression)
endif()
