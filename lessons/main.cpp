#include "lessons/program.h"

// BACKSTEP_LESSON is the lesson's slug: one source serves the programs of all lessons.
int main(int argc, char** argv) { return backstep::lesson_program(BACKSTEP_LESSON, argc, argv); }
