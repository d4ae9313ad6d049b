#pragma once
// The tables that engine/math/kernels/table.cpp defines, one for each instruction set it is compiled for.

#include "engine/math/kernels.h"

namespace backstep {

extern const Kernels kernels_baseline;
#if defined(__x86_64__)
extern const Kernels kernels_avx2, kernels_avx512;
#endif

}  // namespace backstep
