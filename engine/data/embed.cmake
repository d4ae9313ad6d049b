# Puts a text file into a C++ source file: cmake -DINPUT=digits.txt -DOUTPUT=digits_text.cpp -P embed.cmake
file(READ ${INPUT} text)
file(WRITE ${OUTPUT} "#include \"engine/data/digits_text.h\"

namespace backstep {

std::string_view digits_text() {
    return R\"figures(${text})figures\";
}

}  // namespace backstep
")
