#include "plan/recreated_objects.hpp"

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

namespace retort::plan {

namespace {

struct Collect {
    RecreatedObjects& objects;

    void operator()(const diff::DropSchema& c) const { drop({ObjectKind::schema, {{}, c.name}, {}}); }
    void operator()(const diff::CreateSchema& c) const { make({ObjectKind::schema, {{}, c.name}, {}}); }
    void operator()(const diff::DropExtension& c) const { drop({ObjectKind::extension, {{}, c.extension.name}, {}}); }
    void operator()(const diff::CreateExtension& c) const { make({ObjectKind::extension, {{}, c.extension.name}, {}}); }
    void operator()(const diff::DropTable& c) const { drop(table_id(c.from.name)); }
    void operator()(const diff::CreateTable& c) const { make(table_id(c.to.name)); }
    void operator()(const diff::DropColumn& c) const { drop(column_id(c.table, c.from.name)); }
    void operator()(const diff::AddColumn& c) const { make(column_id(c.table, c.to.name)); }
    void operator()(const diff::DropSequence& c) const { drop({ObjectKind::sequence, c.from.name, {}}); }
    void operator()(const diff::CreateSequence& c) const { make({ObjectKind::sequence, c.to.name, {}}); }
    void operator()(const diff::DropEnum& c) const { drop({ObjectKind::enum_, c.from.name, {}}); }
    void operator()(const diff::CreateEnum& c) const { make({ObjectKind::enum_, c.to.name, {}}); }
    void operator()(const diff::DropDefinition& c) const { drop(id_of(c.from)); }
    void operator()(const diff::CreateDefinition& c) const { make(id_of(c.to)); }
    void operator()(const RebuildType& c) const {
        drop(id_of(c.from));
        make(id_of(c.to));
    }
    void operator()(const MoveRows& c) const {
        for (const ObjectName& each : c.filled) {
            drop(table_id(each));
            make(table_id(each));
        }
    }
    template <class Step>
    void operator()(const Step&) const {}

private:
    void drop(ObjectId object) const { objects.dropped.insert(std::move(object)); }
    void make(ObjectId object) const { objects.made.insert(std::move(object)); }
};

}  // namespace

RecreatedObjects recreated_objects(const Steps& steps) {
    RecreatedObjects objects;
    for (const Step& step : steps) std::visit(Collect{objects}, step);
    return objects;
}

std::map<ObjectId, ObjectId> replaced_routines(const RecreatedObjects& objects,
                                               const std::function<bool(const ObjectId&, const ObjectId&)>& alike) {
    std::map<ObjectName, std::vector<ObjectId>> old, made;
    for (const ObjectId& each : objects.dropped)
        if (info(each.kind).routine && !objects.made.contains(each)) old[each.name].push_back(each);
    for (const ObjectId& each : objects.made)
        if (info(each.kind).routine && !objects.dropped.contains(each)) made[each.name].push_back(each);
    std::map<ObjectId, ObjectId> replaced;
    for (const auto& [name, routines] : old) {
        const auto found = made.find(name);
        const bool all_alike = std::all_of(routines.begin(), routines.end(),
                                           [&](const ObjectId& each) { return alike(each, routines.front()); });
        if (found == made.end() || !all_alike) continue;
        for (const ObjectId& each : found->second) replaced.emplace(each, routines.front());
    }
    return replaced;
}

}  // namespace retort::plan
