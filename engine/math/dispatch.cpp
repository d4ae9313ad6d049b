#include <string>

#include "engine/math/error.h"
#include "engine/math/kernels.h"
#include "engine/math/kernels/table.h"

namespace backstep {
namespace {

#if defined(__x86_64__)
// What -march=x86-64-v3 and -v4 may use, as far as the compilers can ask: clang 14 knows no names for the levels.
// Every processor with these also has the LZCNT, MOVBE and F16C of the third level.
bool has_avx2() {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
           __builtin_cpu_supports("fma");
}
bool has_avx512() {
    return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl");
}
#endif

}  // namespace

std::vector<const Kernels*> available_kernels() {
    std::vector<const Kernels*> tables;
#if defined(__x86_64__)
    if (has_avx512()) tables.push_back(&kernels_avx512);
    if (has_avx2()) tables.push_back(&kernels_avx2);
#endif
    tables.push_back(&kernels_baseline);
    return tables;
}

const Kernels& kernels_named(std::string_view name) {
    std::string names;
    for (const Kernels* table : available_kernels()) {
        if (name == table->name) return *table;
        names += (names.empty() ? "" : ", ") + std::string(table->name);
    }
    throw InputError("kernels", "'" + std::string(name) + "' is none that this machine can run",
                     "choose one of " + names);
}

}  // namespace backstep
