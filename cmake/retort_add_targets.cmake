# Targets that run the retort command on a project's models:
#
#   retort_add_targets(<name> HEADERS <header>... [TARGET <target>] [URL <url>] [MIGRATIONS <folder>])
#   retort_add_targets(<name> CONFIG <retort.toml> [URL <url>])
#
#   <name>_check     fails when the database is not as the models say
#   <name>_revision  writes a revision with what the models changed:
#                    MESSAGE="add mails" cmake --build … --target <name>_revision
#   <name>_upgrade   brings the database to the newest revision
#
# HEADERS     the headers that declare models; patterns as in retort.toml (models/**/*.hpp)
# TARGET      whose include folders, definitions and standard they are read with. Without it, compile_commands.json is
#             used where CMAKE_EXPORT_COMPILE_COMMANDS makes one.
# URL         of the database, ${NAME} in it read from the environment when a target runs; default: ${DATABASE_URL}.
#             A SQLite file's path starts in CMAKE_CURRENT_BINARY_DIR.
# MIGRATIONS  the folder of the revision files; default: migrations, beside the CMakeLists.txt
# CONFIG      a retort.toml that says all this instead
function(retort_add_targets name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "CONFIG;URL;TARGET;MIGRATIONS" "HEADERS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "retort_add_targets(${name}): unknown: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT TARGET retort::command)
    message(FATAL_ERROR "retort_add_targets(${name}): there is no retort command: it was built with RETORT_COMMAND=OFF")
  endif()
  set(database)
  if(arg_CONFIG)
    if(arg_HEADERS OR arg_TARGET OR arg_MIGRATIONS)
      message(FATAL_ERROR
        "retort_add_targets(${name}): CONFIG says what HEADERS, TARGET and MIGRATIONS would: leave them out")
    endif()
    cmake_path(ABSOLUTE_PATH arg_CONFIG BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE OUTPUT_VARIABLE config)
    if(arg_URL)
      set(database --database ${arg_URL})
    endif()
  else()
    if(NOT arg_HEADERS)
      message(FATAL_ERROR "retort_add_targets(${name}): name the models' headers (HEADERS), or a retort.toml (CONFIG)")
    endif()
    _retort_write_config(config ${name})
  endif()

  set(retort $<TARGET_FILE:retort::command> --config ${config} ${database})
  set(usage "say what changes: MESSAGE=\"add mails\" cmake --build ${CMAKE_BINARY_DIR} --target ${name}_revision")
  add_custom_target(${name}_check COMMAND ${retort} check USES_TERMINAL VERBATIM)
  add_custom_target(${name}_upgrade COMMAND ${retort} upgrade head USES_TERMINAL VERBATIM)
  add_custom_target(${name}_revision
    COMMAND sh -c "test -n \"$MESSAGE\" || { echo \"$0\" >&2; exit 2; }; exec \"$@\" -m \"$MESSAGE\"" ${usage}
            ${retort} revision --autogenerate
    USES_TERMINAL VERBATIM)
endfunction()

# Writes a retort.toml from retort_add_targets' arguments into the build folder; its path goes to `result`.
function(_retort_write_config result name)
  set(headers)
  foreach(header IN LISTS arg_HEADERS)
    cmake_path(ABSOLUTE_PATH header BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
    list(APPEND headers "'${header}'")
  endforeach()
  list(JOIN headers ", " headers)
  set(models "headers = [${headers}]\n")

  if(arg_TARGET)
    set(includes "$<TARGET_PROPERTY:${arg_TARGET},INCLUDE_DIRECTORIES>")
    set(definitions "$<TARGET_PROPERTY:${arg_TARGET},COMPILE_DEFINITIONS>")
    set(standard "$<TARGET_PROPERTY:${arg_TARGET},CXX_STANDARD>")
    string(APPEND models "flags = [\n"
      "$<$<BOOL:${includes}>:'\"-I$<JOIN:$<REMOVE_DUPLICATES:${includes}>,\"'$<COMMA>\n'\"-I>\"'$<COMMA>\n>"
      "$<$<BOOL:${definitions}>:'-D$<JOIN:$<REMOVE_DUPLICATES:${definitions}>,'$<COMMA>\n'-D>'$<COMMA>\n>"
      "$<$<BOOL:${standard}>:'-std=c++${standard}'\n>"
      "]\n")
  elseif(CMAKE_EXPORT_COMPILE_COMMANDS)
    string(APPEND models "compile_commands = '${CMAKE_BINARY_DIR}'\n")
  endif()

  if(NOT arg_URL)
    set(arg_URL "\${DATABASE_URL}")
  endif()
  if(NOT arg_MIGRATIONS)
    set(arg_MIGRATIONS migrations)
  endif()
  cmake_path(ABSOLUTE_PATH arg_MIGRATIONS BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
  set(path "${CMAKE_CURRENT_BINARY_DIR}/${name}.retort$<$<BOOL:$<CONFIG>>:.$<CONFIG>>.toml")
  string(CONCAT config
    "# From retort_add_targets(${name} …) in ${CMAKE_CURRENT_SOURCE_DIR}\n"
    "[models]\n${models}\n"
    "[database]\nurl = '${arg_URL}'\n\n"
    "[migrations]\ndirectory = '${arg_MIGRATIONS}'\n")
  file(GENERATE OUTPUT ${path} CONTENT "${config}")
  set(${result} ${path} PARENT_SCOPE)
endfunction()
