# Puts the source files of the book into a C++ source file:
#   cmake "-DINPUTS=lessons/a.cpp|engine/b.cpp" -DROOT=... -DOUTPUT=source_text.cpp -P embed.cmake
string(REPLACE "|" ";" inputs "${INPUTS}")
set(table "")
foreach(input IN LISTS inputs)
  file(READ "${ROOT}/${input}" text)
  string(APPEND table "    {\"${input}\", R\"of_the_book(${text})of_the_book\"},\n")
endforeach()
file(WRITE "${OUTPUT}" "#include \"lessons/source_table.h\"

namespace backstep {
namespace {

constexpr BookSource sources[] = {
${table}};

}  // namespace

std::span<const BookSource> book_sources() { return sources; }

}  // namespace backstep
")
