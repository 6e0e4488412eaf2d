#pragma once

#include <CLI/CLI.hpp>

#include <memory>
#include <string>

#include "declare/write.hpp"

namespace retort::tools {

class Program;

/// The options of 'retort models --from'.
struct WriteModelsOptions {
    std::string source;
    std::string output;  ///< a folder; empty: standard output
    std::string dialect;
    std::string layout = "table";
    declare::WriteOptions write;
    bool force = false;
    bool json = false;
};

/// Adds --from and the options that belong to it.
void add_write_models_options(CLI::App& command, WriteModelsOptions& options);

/// Writes the models of a source.
int write_models(Program& program, WriteModelsOptions options);

}  // namespace retort::tools
