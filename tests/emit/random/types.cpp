// Enums, domains and composite types, and their column kinds.

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "tests/emit/random/kinds.hpp"
#include "tests/emit/random/world.hpp"

namespace retort::test::random {

void World::enumerations() {
    static const Words names[] = {{"mood", "mood two"}, {"Kind of", "kind"}, {"level", "Level"}};
    static const std::vector<Words> labels{
        {"a", "A"}, {"b", "bé"}, {"it's", "its"}, {"a label with spaces", "d"}, {"z", "Z"}};
    for (std::size_t e = 0; e < 3; ++e) {
        const std::string key = fmt::format("enum{}", e);
        if ((e == 2 && !app_) || !decide.maybe(key, 85)) continue;
        EnumModel made{key, {e == 2 ? "app" : "", name(key, names[e])}, {}};
        for (std::size_t l = 0; l < labels.size(); ++l) {
            const std::string label = fmt::format("{}.label{}", key, l);
            if (l == 0 || decide.maybe(label, 55)) made.labels.emplace_back(label, name(label, labels[l]));
        }
        switch (decide.draw(key + ".order", 5)) {
            case 0: std::reverse(made.labels.begin(), made.labels.end()); break;
            case 1: std::rotate(made.labels.begin(), made.labels.begin() + 1, made.labels.end()); break;
            default: break;
        }
        Words literals;
        for (const auto& [of, label] : made.labels) literals.push_back(quote_literal(label));
        const std::string type = quote(made.name);
        say("CREATE TYPE " + type + " AS ENUM (" + joined(literals) + ")");
        comment(key, "TYPE " + type, 25);
        grantable_types_.push_back(type);

        const auto safe = std::find_if(made.labels.begin(), made.labels.end(),
                                       [&](const auto& label) { return label.first == key + ".label0"; });
        const std::string always = quote_literal(safe->second),
                          some = literals[decide.draw(key + ".some", literals.size())];
        const std::string odd = some == always ? "''" : some;
        Words values{safe->second};
        if (decide.steady(key + ".rich", 100) < 25)
            for (const auto& [of, label] : made.labels) values.push_back(label);
        Kind plain{type,
                   values,
                   {some, always},
                   {"$c IN (" + joined(literals) + ")", "$c >= " + always + " OR $c IS NOT NULL"},
                   {"boolean: $c = " + always, type + ": coalesce($c, " + always + ")"},
                   {"USING hash ($c)", "USING btree (($c = " + some + "))"}};
        if (odd != "''") plain.checks.push_back("$c <> " + odd);
        Kind many{type + "[]",
                  {"{}"},
                  {"'{}'", "ARRAY[" + always + "]::" + type + "[]"},
                  {"cardinality($c) < 5", "NOT (" + some + " = ANY ($c)) OR $c IS NOT NULL"},
                  {"integer: cardinality($c)", "boolean: " + always + " = ANY ($c)"},
                  {"USING gin ($c)"}};
        if (safe->second.find(' ') == std::string::npos) many.values.push_back("{" + safe->second + "}");
        user_kinds_[0].push_back(plain);
        user_kinds_[0].push_back(plain);
        user_kinds_[0].push_back(many);
        enums_.push_back(made);
    }
}

void World::domain(const std::string& key, const ObjectName& named, const Kind& base, const Words& checks) {
    const std::string type = quote(named);
    std::string sql = "CREATE DOMAIN " + type + " AS " + base.type;
    if (base.text && decide.chance(key + ".collate", 20))
        sql += " COLLATE " + (collation_.empty() ? "\"C\"" : collation_);
    if (decide.maybe(key + ".default", 30)) sql += " DEFAULT " + decide.one_of(key + ".default is", base.defaults);
    if (decide.maybe(key + ".not null", 8)) sql += " NOT NULL";
    const bool first = decide.maybe(key + ".check", 55), second = decide.maybe(key + ".named", 40);
    if (first) sql += " CHECK (" + decide.one_of(key + ".check is", checks) + ")";
    if (second)
        sql += " CONSTRAINT " + quote(name(key + ".constraint", {"fine", "Fine one"})) + " CHECK (" +
               decide.one_of(key + ".named is", checks) + ")";
    say(sql);
    comment(key, "DOMAIN " + type, 20);
    grantable_types_.push_back(type);
    if (second)
        comment(key + ".constraint",
                "CONSTRAINT " + quote(name(key + ".constraint", {"fine", "Fine one"})) + " ON DOMAIN " + type, 20);
    Kind kind = base;
    kind.type = type;
    kind.indexes.clear();
    kind.excludes.clear();
    kind.text = false;
    for (std::string& computed : kind.computed)
        if (computed.starts_with(base.type + ":")) computed = "boolean: $c IS NULL";
    Kind many{type + "[]", {"{}"}, {"'{}'"}, {"cardinality($c) < 5"}, {"integer: cardinality($c)"}, {}};
    user_kinds_[1].push_back(kind);
    user_kinds_[1].push_back(kind);
    if (decide.steady(key + ".array", 3) == 0) user_kinds_[1].push_back(many);
}

void World::composite() {
    if (!decide.maybe("composite", 45)) return;
    const std::string type = quote(name("composite", {"pair", "Pair of"}));
    const std::string collated = collation_.empty() ? "text" : "text COLLATE " + collation_;
    struct Attribute {
        std::string key, name, type, value;
    };
    std::vector<Attribute> attributes{
        {"x", "x", decide.one_of("composite.x", {"integer", "bigint", "text", collated}), "1"}};
    if (decide.maybe("composite.y", 70))
        attributes.push_back({"y", name("composite.y", {"Y y", "y"}),
                              decide.one_of("composite.y is", {"text", "varchar(10)", "numeric(6,2)"}), "2"});
    if (const EnumModel* e = enumeration("enum0"); e && decide.maybe("composite.z", 30))
        attributes.push_back({"z", "z", quote(e->name), ""});
    composite_attributes_ = attributes.size();
    if (decide.chance("composite.order", 15)) std::reverse(attributes.begin(), attributes.end());
    Words parts;
    std::string row;
    for (const Attribute& each : attributes) {
        parts.push_back(quote(each.name) + " " + each.type);
        row += (row.empty() ? "(" : ",") + each.value;
    }
    row += ")";
    say("CREATE TYPE " + type + " AS (" + joined(parts) + ")");
    comment("composite", "TYPE " + type, 20);
    grantable_types_.push_back(type);
    comment("composite.x", "COLUMN " + type + ".x", 20);
    Kind kind{type,
              {row},
              {"'" + row + "'"},
              {"$c IS NOT NULL OR $c IS NULL", "($c).x IS NOT NULL"},
              {"text: ($c).x::text", "boolean: $c IS NULL"},
              {}};
    user_kinds_[2].push_back(kind);
    if (decide.steady("composite.array", 3) == 0)
        user_kinds_[2].push_back(
            {type + "[]", {"{}"}, {"'{}'"}, {"cardinality($c) < 5"}, {"integer: cardinality($c)"}, {}});
}

void World::user_types() {
    const auto of = [](std::size_t family, std::size_t kind) { return families()[family].kinds[kind]; };
    if (decide.maybe("domain0", 60))
        domain("domain0", {"", name("domain0", {"positive", "Positive"})},
               of(0, decide.chance("domain0.base", 15) ? 1 : 0), {"VALUE > 0", "VALUE < 1000", "VALUE <> 77"});
    if (app_ && decide.maybe("domain1", 50))
        domain("domain1", {"app", name("domain1", {"short", "in short"})},
               of(1, decide.chance("domain1.base", 15) ? 2 : 0), {"length(VALUE) < 50", "VALUE <> 'no'"});
    if (const EnumModel* e = enumeration("enum1"); e && decide.maybe("domain2", 35)) {
        Kind base = user_kinds_[0][enumeration("enum0") ? 3 : 0];
        for (Words* texts : {&base.checks, &base.computed})
            for (std::string& text : *texts)  // a domain over an enum has no operators
                for (auto at = text.find("$c"); at != std::string::npos; at = text.find("$c", at + 2))
                    text.insert(at + 2, "::" + base.type);
        base.equal = false;
        domain("domain2", {"", name("domain2", {"best", "Best"})}, base,
               {"VALUE <> " + quote_literal(e->labels.back().second) + " OR VALUE IS NOT NULL", "VALUE IS NOT NULL"});
    }
    composite();
    range();
    range_of_user_type();
}

}  // namespace retort::test::random
