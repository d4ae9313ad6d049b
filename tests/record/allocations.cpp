// The operators new and delete of this executable, which count.

#include <atomic>
#include <cstdlib>
#include <new>

#include "tests/record/helpers.h"

namespace {
std::atomic<long> count{0};

void* counted_or_null(std::size_t size, std::size_t alignment) noexcept {
    count.fetch_add(1, std::memory_order_relaxed);
    const std::size_t whole = (size + alignment - 1) / alignment * alignment;
    return std::aligned_alloc(alignment, whole ? whole : alignment);
}

void* counted(std::size_t size, std::size_t alignment) {
    if (void* memory = counted_or_null(size, alignment)) return memory;
    throw std::bad_alloc();
}
}  // namespace

namespace backstep::test {
long allocations() { return count.load(); }
}  // namespace backstep::test

void* operator new(std::size_t size) { return counted(size, 16); }
void* operator new[](std::size_t size) { return counted(size, 16); }
// A replaced operator delete has to fit these too: a stable sort asks for its memory so.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return counted_or_null(size, 16); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return counted_or_null(size, 16); }
void* operator new(std::size_t size, std::align_val_t alignment) {
    return counted(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
    return counted(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
