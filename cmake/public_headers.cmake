# The headers as programs see them, all below retort/, in a folder of the build: an include of "schema/…" or "reflect/…"
# in the sources is one of "retort/schema/…" there, so that a program's own folders of these names do not collide.
set(RETORT_PUBLIC_INCLUDE ${PROJECT_BINARY_DIR}/include)
file(GLOB_RECURSE retort_headers RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/reflect/include/retort/*.hpp
  ${PROJECT_SOURCE_DIR}/library/include/retort/*.hpp
  ${PROJECT_SOURCE_DIR}/schema/*.hpp
  ${PROJECT_SOURCE_DIR}/schema/*.def)
list(APPEND retort_headers reflect/lower.hpp reflect/record.hpp)
file(GLOB_RECURSE retort_stale ${RETORT_PUBLIC_INCLUDE}/*.hpp ${RETORT_PUBLIC_INCLUDE}/*.def)
foreach(header IN LISTS retort_headers)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${header})
  string(REGEX REPLACE "^(reflect|library)/include/" "" place ${header})
  if(NOT place MATCHES "^retort/")
    string(PREPEND place "retort/")
  endif()
  set(place ${RETORT_PUBLIC_INCLUDE}/${place})
  list(REMOVE_ITEM retort_stale ${place})
  file(READ ${PROJECT_SOURCE_DIR}/${header} text)
  string(REGEX REPLACE "#include \"(schema|reflect)/" "#include \"retort/\\1/" text "${text}")
  set(before)
  if(EXISTS ${place})
    file(READ ${place} before)
  endif()
  # What is the same keeps its time, and is not compiled again.
  if(NOT text STREQUAL before)
    file(WRITE ${place} "${text}")
  endif()
endforeach()
if(retort_stale)
  file(REMOVE ${retort_stale})
endif()
