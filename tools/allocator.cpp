#include "tools/allocator.hpp"

#include <cstdint>
#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>
#endif

namespace retort::tools {

void prepare_heap() {
#ifdef __GLIBC__
    constexpr int never = 1 << 30;  // bytes
    mallopt(M_MMAP_THRESHOLD, never);
    mallopt(M_TRIM_THRESHOLD, never);
    // Address space at the end of the heap; its pages are allocated on first use.
    constexpr std::size_t room = std::size_t{256} << 20;
    constexpr std::uintptr_t page = std::uintptr_t{2} << 20;
    void* const piece = std::malloc(room);
    if (piece == nullptr) return;
    const std::uintptr_t begin = (reinterpret_cast<std::uintptr_t>(piece) + page - 1) & ~(page - 1);
    const std::uintptr_t end = (reinterpret_cast<std::uintptr_t>(piece) + room) & ~(page - 1);
    // Only advice: a kernel without huge pages ignores it.
    static_cast<void>(madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE));  // NOLINT
    std::free(piece);
#endif
}

}  // namespace retort::tools
