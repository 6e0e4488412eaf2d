#pragma once

#include <memory>

#include "introspect/database.hpp"

namespace retort::tools {

/// While it exists, SIGINT, SIGTERM and SIGHUP cancel the statement that runs on the database and are remembered,
/// instead of ending the process. One at a time.
class Interrupts {
public:
    explicit Interrupts(introspect::Database& database);
    ~Interrupts();
    Interrupts(const Interrupts&) = delete;
    Interrupts& operator=(const Interrupts&) = delete;

    /// The first signal that arrived; 0 for none.
    static int received();

private:
    std::unique_ptr<introspect::Canceller> canceller_;
};

/// "SIGINT"
const char* signal_name(int number);

}  // namespace retort::tools
