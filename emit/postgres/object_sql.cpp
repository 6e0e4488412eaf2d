#include "emit/postgres/object_sql.hpp"

#include <fmt/format.h>

namespace retort::emit::postgres {

std::string object_sql(const Definition& each) {
    const ObjectKindInfo& kind = info(each.kind);
    switch (kind.naming) {
        case Naming::qualified: return fmt::format("{} {}", kind.sql, quote(each.name));
        case Naming::with_arguments: {
            // An aggregate without arguments is named by a star (DROP AGGREGATE, COMMENT), except by GRANT.
            const bool star = each.kind == ObjectKind::aggregate && each.arguments.empty();
            return fmt::format("{} {}({})", kind.sql, quote(each.name), star ? "*" : each.arguments);
        }
        case Naming::on_table: return fmt::format("{} {} ON {}", kind.sql, quote(each.name.name), quote(each.table));
        case Naming::only_arguments: return fmt::format("{} {}", kind.sql, each.arguments);
        case Naming::operator_: {
            const std::string schema = each.name.schema.empty() ? "" : quote(each.name.schema) + ".";
            return fmt::format("{} {}{} ({})", kind.sql, schema, each.name.name, each.arguments);
        }
        case Naming::with_method:
            return fmt::format("{} {} USING {}", kind.sql, quote(each.name), quote(each.arguments));
        case Naming::user_on_server:
            return fmt::format("{} FOR {} SERVER {}", kind.sql, each.arguments, quote(each.name.name));
        case Naming::without_schema: return fmt::format("{} {}", kind.sql, quote(each.name.name));
    }
    return {};
}

std::string object_sql(const ObjectId& object) {
    Definition named;
    named.kind = object.kind;
    named.name = object.name;
    named.arguments = object.sub;
    return object_sql(named);
}

}  // namespace retort::emit::postgres
