#pragma once

#include <cstdint>
#include <string>

namespace retort::emit::sqlite {

/// A schema as a SQLite script, drawn from small pools of names so that two of them overlap.
/// Every decision is drawn by its own key: with the same seed, `changes` percent of the decisions
/// are redrawn from `other_seed` and the others are kept, so that 0 gives the same schema and 5 a
/// similar one.
class RandomSchema {
public:
    RandomSchema(std::uint64_t seed, std::uint64_t other_seed, unsigned changes)
        : seed_(seed), other_seed_(other_seed), changes_(changes) {}

    /// Renames some tables and columns to old name + "_new".
    void rename(std::uint64_t rename_seed) { rename_seed_ = rename_seed; }

    std::string script() const;

    /// INSERTs of a few rows into each table; constraints may ignore some of them.
    std::string rows() const;

private:
    struct Parent {
        std::string table;
        std::string column;
    };

    std::string renamed(std::string name, const std::string& key) const;
    unsigned draw(const std::string& key, unsigned below) const;
    bool chance(const std::string& key, unsigned percent) const { return draw(key, 100) < percent; }

    bool has_table(int table) const { return chance("table" + std::to_string(table), 80); }
    std::string table_name(int table) const;
    std::string column_name(int table, int column) const;
    bool has_column(int table, int column) const;
    int key_kind(int table) const { return static_cast<int>(draw("key" + std::to_string(table), 7)); }
    bool is_strict(int table) const { return chance("strict" + std::to_string(table), 25); }
    bool is_generated(int table, int column) const;
    int parent_of(int table, int column) const;  ///< -1: none
    std::string type_of(int table, int column) const;
    std::string column(int table, int column) const;
    std::string create_table(int table) const;
    std::string indexes(int table) const;
    std::string virtual_tables() const;
    std::string views() const;
    std::string triggers() const;

    std::uint64_t seed_;
    std::uint64_t other_seed_;
    unsigned changes_;
    std::uint64_t rename_seed_ = 0;
};

}  // namespace retort::emit::sqlite
