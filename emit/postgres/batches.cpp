#include "emit/postgres/batches.hpp"

#include <fmt/format.h>

namespace retort::emit::postgres {

std::string in_batches(const ObjectName& table, const std::string& update) {
    std::string tag = "$fill$";
    while (update.find(tag) != std::string::npos) tag = "$" + std::string(tag.size(), 'f') + "$";
    return fmt::format(
        "DO {0}\n"
        "DECLARE\n"
        "    retort_pages bigint := pg_relation_size({1}) / current_setting('block_size')::bigint;\n"
        "BEGIN\n"
        "    FOR retort_page IN 0 .. retort_pages BY 100 LOOP\n"
        "        {2}\n"
        "            AND ctid >= format('(%s,0)', retort_page)::tid\n"
        "            AND ctid < format('(%s,0)', retort_page + 100)::tid;\n"
        "        COMMIT;\n"
        "    END LOOP;\n"
        "END {0}",
        tag, quote_literal(quote(table)), update);
}

}  // namespace retort::emit::postgres
