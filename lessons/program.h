#pragma once
// The program of one lesson: it runs the lesson and prints it with its results.

namespace backstep {

// Reads --set and --data, and gives the exit status: 2 for bad input, which it names on the standard error.
int lesson_program(const char* slug, int argc, char** argv);

}  // namespace backstep
