#include "declare/write.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "declare/declared_part.hpp"
#include "declare/identifiers.hpp"
#include "declare/layout.hpp"
#include "declare/mixins.hpp"
#include "declare/remainder.hpp"
#include "declare/structs.hpp"
#include "reflect/record.hpp"
#include "schema/error.hpp"

namespace retort::declare {

namespace {

/// Throws Error RT463.
void check_namespace(const std::string& space) {
    const auto reject = [&](const std::string& why) {
        throw Error("RT463", fmt::format("'{}' can't be the namespace of models: {}", space, why),
                    "give names of C++, separated by '::': --namespace app::models");
    };
    static const std::set<std::string> reserved = {"std", "retort", "boost", "nlohmann"};
    if (space.empty()) return;
    for (std::size_t start = 0; start <= space.size();) {
        const std::size_t end = std::min(space.find("::", start), space.size());
        const std::string part = space.substr(start, end - start);
        if (!is_identifier(part)) reject(part.empty() ? "a part is empty" : "'" + part + "' is no name of C++");
        if (reserved.contains(part)) reject("'" + part + "' is the namespace of a library");
        start = end + 2;
    }
}

/// Writes declarations, and opens and closes the namespaces around them.
class HeaderText {
public:
    explicit HeaderText(const Names& names) : names_(names) {}

    void add(const std::string& space, const std::string& text) {
        enter(names_.namespace_of(space));
        text_ += text + "\n";
    }
    void add_global(const std::string& text) {
        enter({});
        text_ += text + "\n";
    }
    std::string take() {
        enter({});
        text_.pop_back();
        return std::move(text_);
    }

private:
    void enter(const std::string& space) {
        if (space == current_) return;
        if (!current_.empty()) text_ += "}  // namespace " + current_ + "\n\n";
        if (!space.empty()) text_ += "namespace " + space + " {\n\n";
        current_ = space;
    }

    const Names& names_;
    std::string text_;
    std::string current_;
};

class ModelWriter {
public:
    ModelWriter(const Schema& declared, const WriteOptions& options)
        : declared_(declared),
          options_(options),
          names_(declared, options.space),
          types_(declared, names_, options.standard_types),
          context_{declared_, names_, types_} {}

    std::vector<WrittenFile> run() {
        if (options_.mixins) mixins_ = find_mixins(context_, names_);
        for (const Mixin& mixin : mixins_)
            for (const ObjectName& table : mixin.tables) {
                mixin_of_[table] = &mixin;
                for (const std::string& column : mixin.columns) context_.inherited[{table, column}] = mixin.type;
            }
        for (const auto& [name, table] : declared_.tables) {
            rules_[name] = rules_of(context_, table);
            Needs& needs = needs_[name];
            needs.tables = rules_[name].targets;
            for (const Column& column : table.columns)
                if (const ObjectName& type = types_.of(name, column.name).enumeration; !type.empty())
                    needs.enums.insert(type);
        }
        std::vector<WrittenFile> files;
        for (const HeaderPlan& plan : plan_headers(declared_, names_, needs_, options_.layout))
            files.push_back({plan.path, "#pragma once\n\n" + includes(plan) + content(plan)});
        if (options_.layout == Layout::table)
            for (const Mixin& mixin : mixins_) files.push_back({path_of(mixin), mixin_header(mixin)});
        return files;
    }

private:
    /// The header of a mixin's own, in the layout by table.
    static std::string path_of(const Mixin& mixin) {
        return (mixin.space.empty() ? "" : mixin.space + "/") + reflect::snake_case(mixin.type) + "_mixin.hpp";
    }

    std::string mixin_header(const Mixin& mixin) const {
        const Table& table = declared_.tables.at(mixin.tables.front());
        std::vector<std::string> types;
        for (const std::string& each : mixin.columns)
            types.push_back(type_of(context_, table.name, *table.find_column(each)));
        HeaderText text(names_);
        text.add(mixin.space, mixin_text(context_, mixin, options_.describe));
        return "#pragma once\n\n" + library_includes(types) + text.take();
    }

    /// Of the standard library, then of other libraries.
    std::string library_includes(const std::vector<std::string>& types) const {
        std::set<std::string> standard, others;
        others.insert("<retort/model.hpp>");
        if (options_.describe) others.insert("<boost/describe.hpp>");
        for (const std::string& type : types)
            for (const std::string& each : includes_of(type))
                (each.find('/') == std::string::npos ? standard : others).insert(each);
        return block(standard) + block(others);
    }

    template <class List>
    static std::string block(const List& list) {
        std::string made;
        for (const std::string& each : list) made += "#include " + each + "\n";
        return list.empty() ? made : made + "\n";
    }

    std::string includes(const HeaderPlan& plan) const {
        std::vector<std::string> types;
        std::set<std::string> needs(plan.needs.begin(), plan.needs.end());
        for (const ObjectName& name : plan.tables) {
            for (const Column& column : declared_.tables.at(name).columns)
                types.push_back(type_of(context_, name, column));
            if (const auto mixin = mixin_of_.find(name); mixin != mixin_of_.end() && options_.layout == Layout::table)
                needs.insert(path_of(*mixin->second));
        }
        std::vector<std::string> own;
        const auto folder = std::filesystem::path(plan.path).parent_path();
        for (const std::string& each : needs)
            own.push_back(
                "\"" + std::filesystem::path(each).lexically_relative(folder.empty() ? "." : folder).generic_string() +
                "\"");
        return library_includes(types) + block(own);
    }

    std::string content(const HeaderPlan& plan) const {
        HeaderText text(names_);
        for (const ObjectName& name : plan.enums)
            text.add(names_.enumeration(name)->space, enum_of(names_, declared_.enums.at(name), options_.describe));
        for (const ObjectName& name : plan.enums)
            if (const std::string model = enum_model_of(names_, declared_.enums.at(name)); !model.empty())
                text.add_global(model);
        std::vector<std::pair<std::string, std::string>> definitions;
        if (options_.layout == Layout::schema)
            for (const Mixin& mixin : mixins_)
                if (std::find(plan.tables.begin(), plan.tables.end(), mixin.tables.front()) != plan.tables.end())
                    text.add(mixin.space, mixin_text(context_, mixin, options_.describe));
        for (const ObjectName& name : plan.tables) {
            const auto mixin = mixin_of_.find(name);
            const StructText made =
                struct_of(context_, declared_.tables.at(name), rules_.at(name), plan.deferred.contains(name),
                          options_.describe, mixin == mixin_of_.end() ? std::string() : mixin->second->type);
            text.add(names_.table(name).space, made.text);
            if (!made.definition.empty()) definitions.emplace_back(names_.table(name).space, made.definition);
        }
        for (const auto& [space, definition] : definitions) text.add(space, definition);
        return text.take();
    }

    const Schema& declared_;
    const WriteOptions& options_;
    Names names_;
    MemberTypes types_;
    Context context_;
    std::map<ObjectName, TableRules> rules_;
    std::map<ObjectName, Needs> needs_;
    std::vector<Mixin> mixins_;
    std::map<ObjectName, const Mixin*> mixin_of_;
};

}  // namespace

WrittenModels write_models(const Schema& source, const WriteOptions& options) {
    check_namespace(options.space);
    WrittenModels made;
    const Schema declared = declared_part(source);
    made.headers = ModelWriter(declared, options).run();
    add_remainder(source, declared, made);
    return made;
}

}  // namespace retort::declare
