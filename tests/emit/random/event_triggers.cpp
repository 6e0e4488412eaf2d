// Event triggers, whose functions do nothing.

#include "tests/emit/random/world.hpp"

namespace retort::test::random {

void World::event_triggers() {
    if (!decide.maybe("event trigger", 20)) return;
    const std::string function = quote(name("event trigger.function", {"watch", "Watch it"}));
    say("CREATE FUNCTION " + function + "() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN " +
        decide.one_of("event trigger.does", {"NULL", "PERFORM 1"}) + "; END $$");
    const std::string trigger = quote(name("event trigger", {"watching", "Watching all"}));
    const std::string event = decide.one_of("event trigger.on", {"ddl_command_end", "ddl_command_start", "sql_drop"});
    const std::string tags = event == "sql_drop" ? " WHEN TAG IN ('DROP TABLE', 'ALTER TABLE')"
                                                 : " WHEN TAG IN ('CREATE TABLE', 'ALTER TABLE')";
    say("CREATE EVENT TRIGGER " + trigger + " ON " + event + (decide.chance("event trigger.tags", 50) ? tags : "") +
        " EXECUTE FUNCTION " + function + "()");
    comment("event trigger", "EVENT TRIGGER " + trigger, 25);
    if (decide.maybe("event trigger.enabled", 40))
        say("ALTER EVENT TRIGGER " + trigger +
            decide.one_of("event trigger.enabled is", {" DISABLE", " ENABLE REPLICA", " ENABLE ALWAYS"}));
}

}  // namespace retort::test::random
