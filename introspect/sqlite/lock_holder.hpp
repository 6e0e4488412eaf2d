#pragma once

#include <string>

namespace retort::introspect::sqlite {

/// The process that keeps others from the database `file`, as Linux lists it in /proc/locks: "pid 4711, app". Empty
/// when it is this process, or not known. SQLite's locks are on fixed bytes of the file, and in WAL mode of the file
/// with
/// "-shm" after its name (lockingv3.html, walformat.html). No file is opened: to close it would release the locks that
/// this process has on it.
std::string lock_holder(const std::string& file);

}  // namespace retort::introspect::sqlite
