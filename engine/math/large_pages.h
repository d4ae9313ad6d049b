#pragma once
// Memory that is read at random places is quicker in large pages: the processor remembers where only some thousand
// pages are. And memory that is new is there sooner. Where an operating system gives them only if asked, this asks; it
// may not, and nothing else changes.

#include <cstddef>

namespace backstep {

// For memory that has not been written to yet.
void ask_for_large_pages(void* memory, std::size_t bytes);

}  // namespace backstep
