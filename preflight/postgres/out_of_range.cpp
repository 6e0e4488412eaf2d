#include "preflight/postgres/out_of_range.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "preflight/row_check.hpp"
#include "schema/data_type.hpp"

namespace retort::preflight::postgres {

namespace {

/// The size of an integer type in bytes; 0 for other types.
int integer_bytes(std::string_view type) {
    return type == "smallint" ? 2 : type == "integer" ? 4 : type == "bigint" ? 8 : 0;
}

const char* integer_range(int bytes) {
    return bytes == 2   ? "-32768 AND 32767"
           : bytes == 4 ? "-2147483648 AND 2147483647"
                        : "-9223372036854775808 AND 9223372036854775807";
}

bool is_text(std::string_view base) { return base == "text" || base == "character varying" || base == "character"; }

bool is_number(std::string_view base) {
    return integer_bytes(base) > 0 || base == "numeric" || base == "real" || base == "double precision" ||
           base == "money";
}

}  // namespace

std::optional<std::string> out_of_range(const Type& from, const Type& to, const std::string& value,
                                        const std::string& converted) {
    const bool was_array = is_array(from), becomes_array = is_array(to);
    const auto [old_base, old_modifier, old_dimensions] = parse_data_type(from.sql);
    const auto [base, modifier, dimensions] = parse_data_type(to.sql);
    const bool was_text = is_text(old_base);
    if (base == "character varying" || base == "character") {
        if (modifier.empty() && !(base == "character varying" && was_text && was_array == becomes_array))
            return std::nullopt;
        if (modifier.empty()) return "";
        if (was_text && was_array == becomes_array && !old_modifier.empty() &&
            std::stoi(old_modifier) <= std::stoi(modifier))
            return "";
        if (!becomes_array) return fmt::format("char_length(rtrim(({})::text, ' ')) > {}", converted, modifier);
        return fmt::format("EXISTS (SELECT FROM unnest(({})::text[]) AS held WHERE char_length(rtrim(held, ' ')) > {})",
                           converted, modifier);
    }
    if (was_array || becomes_array) return std::nullopt;
    if (old_base.starts_with("bit") && (base == "bit" || base == "bit varying")) {
        if (base == "bit varying" && modifier.empty()) return "";
        const std::string length = modifier.empty() ? "1" : modifier;
        return fmt::format("length({}) {} {}", value, base == "bit" ? "<>" : ">", length);
    }
    if (was_text && base == "text") return "";
    const int bytes = integer_bytes(base);
    const int old_bytes = integer_bytes(old_base);
    if (bytes > 0 && old_bytes > 0)
        return bytes >= old_bytes ? "" : fmt::format("{} NOT BETWEEN {}", value, integer_range(bytes));
    if (bytes > 0 && old_base == "numeric") return fmt::format("round({}) NOT BETWEEN {}", value, integer_range(bytes));
    if (base == "numeric" && (old_base == "numeric" || old_bytes > 0)) {
        if (modifier.empty()) return "";
        const std::size_t comma = modifier.find(',');
        const int precision = std::stoi(modifier.substr(0, comma));
        const int scale = comma == std::string::npos ? 0 : std::stoi(modifier.substr(comma + 1));
        return fmt::format("abs(round({}::numeric, {})) >= 1e{}", value, scale, precision - scale);
    }
    return std::nullopt;
}

bool assignment_can_fail(const Type& from, const Type& to) {
    const std::string old_base = parse_data_type(from.sql).name;
    const auto [base, modifier, dimensions] = parse_data_type(to.sql);
    if (!is_number(old_base) || !is_number(base)) return false;
    const bool widens = base == "double precision" && old_base != "numeric";
    return !widens && !(base == "numeric" && modifier.empty()) && !(base == "real" && integer_bytes(old_base) > 0);
}

Search search(const std::string& rows, const std::string& table, const std::string& column, const std::string& from,
              const std::string& converted) {
    const std::string script = fmt::format(
        "DO $retort$\n"
        "DECLARE\n"
        "  retort_one record;\n"
        "  retort_values jsonb := '[]';\n"
        "  retort_rows bigint := 0;\n"
        "  retort_count bigint := 0;\n"
        "BEGIN\n"
        "  FOR retort_one IN SELECT {0}::text AS held, count(*) AS n FROM {1} WHERE {0} IS NOT NULL GROUP BY 1 ORDER "
        "BY 2 DESC, 1 LOOP\n"
        "    BEGIN\n"
        "      PERFORM {2} FROM (SELECT retort_one.held::{3} AS {0}) AS {4};\n"
        "    EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN\n"
        "      retort_rows := retort_rows + retort_one.n;\n"
        "      retort_count := retort_count + 1;\n"
        "      IF retort_count <= {5} THEN\n"
        "        retort_values := retort_values || jsonb_build_array(jsonb_build_array(retort_one.held, "
        "retort_one.n));\n"
        "      END IF;\n"
        "    END;\n"
        "  END LOOP;\n"
        "  PERFORM set_config('retort.misfits', jsonb_build_array(retort_values, retort_rows, retort_count)::text, "
        "true);\n"
        "END $retort$",
        column, rows, converted, from, table, RowCheck::most_values);
    return {script,
            "SELECT held ->> 0, held ->> 1, found ->> 1, found ->> 2\n"
            "FROM (SELECT current_setting('retort.misfits')::jsonb AS found) AS setting, jsonb_array_elements(found -> "
            "0) AS held"};
}

}  // namespace retort::preflight::postgres
