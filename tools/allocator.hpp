#pragma once

namespace retort::tools {

/// Sets the allocator up for a process that runs one command and ends: memory is taken in one piece, in huge pages
/// where the system has them (madvise(2), MADV_HUGEPAGE), and not handed back before the end. For a thousand models a
/// fifth of the time went into page faults. Does nothing where the C library is not glibc.
void prepare_heap();

}  // namespace retort::tools
