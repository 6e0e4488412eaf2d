#pragma once

#include "introspect/database.hpp"
#include "schema/schema.hpp"

namespace retort::desired {

/// The objects of `live` that a declared expression may name although neither the models nor the SQL files declare
/// them, such as a text search configuration in `to_tsvector('fr', body)`: the definitions of the kinds that own their
/// names (ObjectKindInfo::own_namespace) and that adoption takes over, with everything that they depend on, and with
/// the extensions of `live` if there are any. Also the virtual tables, of which triggers may keep the content.
Schema carried_objects(const Schema& declared, const Schema& live);

/// Creates the objects in a scratch database before the declared ones. An object that the scratch database rejects, for
/// example for an extension that it lacks, is left out: if it is needed, the server rejects its dependents.
void create_carried(introspect::Database& scratch, const Schema& carried);

/// Removes the carried objects from the schema that was read back; adoption adds the live database's.
void remove_carried(const Schema& declared, const Schema& carried, Schema& stored);

}  // namespace retort::desired
