#pragma once

#include <memory>

#include "introspect/database.hpp"

namespace retort::tools {

/// While one exists, SIGINT, SIGTERM and SIGHUP cancel the statements that run on the databases of all of them and are
/// remembered, instead of ending the process. Threads may have one each.
class Interrupts {
public:
    /// The most databases at one time.
    static constexpr int most = 128;

    /// Only remembers: for a command that has no database, or not yet.
    Interrupts();
    /// Throws std::logic_error if there are `most` already.
    explicit Interrupts(introspect::Database& database);
    ~Interrupts();
    Interrupts(const Interrupts&) = delete;
    Interrupts& operator=(const Interrupts&) = delete;

    /// The first signal that arrived since there was none of these objects; 0 for none.
    static int received();

private:
    std::unique_ptr<introspect::Canceller> canceller_;
    int slot_ = -1;  ///< of the canceller; -1: none
};

/// "SIGINT"
const char* signal_name(int number);

}  // namespace retort::tools
