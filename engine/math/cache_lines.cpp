// Memory of a page or more begins on a cache line, also that of a plain std::vector: eight doubles then lie in one line
// instead of two. The standard library promises 16 bytes only. Sanitizers have operators of their own.

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define BACKSTEP_SANITIZED
#endif
#endif
#if !defined(BACKSTEP_SANITIZED) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

#include <cstdlib>
#include <new>

namespace {

constexpr std::size_t line = 64, page = 4096;

}  // namespace

void* operator new(std::size_t size) {
    for (;;) {
        void* const memory =
            size >= page ? std::aligned_alloc(line, (size + line - 1) / line * line) : std::malloc(size ? size : 1);
        if (memory) return memory;
        const std::new_handler handler = std::get_new_handler();
        if (!handler) throw std::bad_alloc();
        handler();
    }
}

void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

#endif
