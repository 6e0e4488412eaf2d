#include <limits>

#include "introspect/postgres/catalog_text.hpp"
#include "introspect/postgres/reading.hpp"

namespace retort::introspect::postgres {

namespace {

std::int64_t smallest(std::string_view type) {
    return type == "smallint"  ? std::numeric_limits<std::int16_t>::min()
           : type == "integer" ? std::numeric_limits<std::int32_t>::min()
                               : std::numeric_limits<std::int64_t>::min();
}

std::int64_t largest(std::string_view type) {
    return type == "smallint"  ? std::numeric_limits<std::int16_t>::max()
           : type == "integer" ? std::numeric_limits<std::int32_t>::max()
                               : std::numeric_limits<std::int64_t>::max();
}

/// The options that differ from the defaults for the sequence's type (PostgreSQL, CREATE SEQUENCE).
SequenceOptions explicit_options(const Result& rows, int row) {
    const std::string_view type = rows.text(row, 1);
    const auto start = number(rows.text(row, 2));
    const auto increment = number(rows.text(row, 3));
    const auto maximum = number(rows.text(row, 4));
    const auto minimum = number(rows.text(row, 5));
    const auto cache = number(rows.text(row, 6));
    const bool up = increment > 0;
    SequenceOptions options;
    if (increment != 1) {
        options.increment = increment;
    }
    if (minimum != (up ? 1 : smallest(type))) {
        options.minimum = minimum;
    }
    if (maximum != (up ? largest(type) : -1)) {
        options.maximum = maximum;
    }
    if (start != (up ? minimum : maximum)) {
        options.start = start;
    }
    if (cache != 1) {
        options.cache = cache;
    }
    options.cycle = boolean(rows.text(row, 7));
    return options;
}

}  // namespace

const Reader read_sequences = {
    [](const Scope& scope) {
        return R"(
SELECT s.seqrelid, format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmax, s.seqmin, s.seqcache,
       s.seqcycle, d.refobjid, d.refobjsubid, d.deptype, c.relpersistence
  FROM pg_sequence s
  JOIN pg_class c ON c.oid = s.seqrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_depend d
    ON d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid AND d.objsubid = 0
   AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
 WHERE )" + scope.schemas();
    },
    [](const Result& rows, Reading& reading) {
        for (int row = 0; row < rows.rows(); ++row) {
            const auto oid = number<Oid>(rows.text(row, 0));
            Relation* relation = reading.find_relation(oid);
            const bool owned = !rows.null(row, 8);
            const Relation* owner = owned ? reading.find_relation(number<Oid>(rows.text(row, 8))) : nullptr;
            if (relation == nullptr || !relation->ours || (owned && (owner == nullptr || !owner->ours))) {
                continue;
            }
            const std::string column =
                owner == nullptr ? "" : reading.column_names(*owner, {number(rows.text(row, 9))}).at(0);
            if (rows.text(row, 10) == "i") {
                Column* identity = owner->table == nullptr ? nullptr : owner->table->find_column(column);
                if (identity != nullptr && identity->identity) {
                    identity->identity->options = explicit_options(rows, row);
                    identity->identity->comment = reading.comment(catalog::relation, oid);
                    identity->identity->sequence = relation->name.name;
                    relation->identity_of = number<Oid>(rows.text(row, 8));
                    relation->identity_column = column;
                    identity->identity->named = !is_default_name(relation->name.name, owner->name.name, column, "seq");
                }
                continue;
            }
            if (!reading.filter.reads_kind("sequence")) {
                continue;
            }
            Sequence& sequence = reading.schema.sequences[relation->name];
            sequence.name = relation->name;
            sequence.type = rows.text(row, 1);
            sequence.options = explicit_options(rows, row);
            if (owner != nullptr) {
                sequence.owner_table = owner->name;
                sequence.owner_column = column;
            }
            sequence.unlogged = rows.text(row, 11) == "u";
            sequence.comment = reading.comment(catalog::relation, oid);
        }
    },
};

}  // namespace retort::introspect::postgres
