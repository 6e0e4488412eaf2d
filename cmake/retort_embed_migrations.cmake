# Compiles the revision files of a folder into a program or library, for retort::upgrade (retort/migrations.hpp):
#
#   retort_embed_migrations(<target> [MIGRATIONS <folder>] [NAME <name>] [DIALECT postgresql|sqlite])
#
# The target gets a source file with `const retort::Revisions& <name>();` and the folder of its header, <name>.hpp. It
# must link retort::retort.
#
# The files are checked when they have changed: a chain that is broken, or has several heads, fails the build with
# Retort's error. A file that is added or removed is noticed.
#
# MIGRATIONS  the folder of the revision files; default: migrations, beside the CMakeLists.txt
# NAME        default: <target>_migrations, with '_' for characters that a C++ name can't have
# DIALECT     the engine that all revisions must be for; default: that of the first revision that names one
function(retort_embed_migrations target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "MIGRATIONS;NAME;DIALECT" "")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "retort_embed_migrations(${target}): unknown: ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT TARGET ${target})
    message(FATAL_ERROR "retort_embed_migrations(${target}): there is no target ${target}: call it after "
      "add_executable or add_library")
  endif()
  if(NOT TARGET retort::embed)
    message(FATAL_ERROR "retort_embed_migrations(${target}): the component \"library\" of Retort is not there: "
      "find_package(retort REQUIRED COMPONENTS library) says why")
  endif()
  if(NOT arg_MIGRATIONS)
    set(arg_MIGRATIONS migrations)
  endif()
  if(NOT arg_NAME)
    string(MAKE_C_IDENTIFIER "${target}_migrations" arg_NAME)
  endif()
  cmake_path(ABSOLUTE_PATH arg_MIGRATIONS BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
  set(made ${CMAKE_CURRENT_BINARY_DIR}/retort/${arg_NAME})
  file(MAKE_DIRECTORY ${made})
  file(GLOB files CONFIGURE_DEPENDS ${arg_MIGRATIONS}/*.sql)
  # Changes when a file is added or removed.
  file(CONFIGURE OUTPUT ${made}/files.txt CONTENT "${files}\n" @ONLY)
  add_custom_command(OUTPUT ${made}/${arg_NAME}.cpp ${made}/${arg_NAME}.hpp
    COMMAND retort::embed ${arg_MIGRATIONS} ${arg_NAME} ${made} ${arg_DIALECT}
    DEPENDS ${files} ${made}/files.txt retort::embed
    COMMENT "Checking the migrations of ${target}" VERBATIM)
  target_sources(${target} PRIVATE ${made}/${arg_NAME}.cpp ${made}/${arg_NAME}.hpp)
  target_include_directories(${target} PUBLIC $<BUILD_INTERFACE:${made}>)
endfunction()
