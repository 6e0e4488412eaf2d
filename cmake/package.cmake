# What other projects see: retort::model, retort::retort, retort::command, retort_add_targets() and
# retort_embed_migrations(), from an installed Retort (find_package) and from its sources (add_subdirectory,
# FetchContent) alike.
include(cmake/public_headers.cmake)
include(cmake/retort_add_targets.cmake)
include(cmake/retort_embed_migrations.cmake)
include(GNUInstallDirs)

add_library(retort_public_model INTERFACE)
add_library(retort::model ALIAS retort_public_model)
target_include_directories(retort_public_model INTERFACE
  $<BUILD_INTERFACE:${RETORT_PUBLIC_INCLUDE}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_compile_features(retort_public_model INTERFACE cxx_std_17)
set_target_properties(retort_public_model PROPERTIES EXPORT_NAME model)

# One archive out of all that programs need, and nothing of our own build's flags and folders.
# It holds every static library of these folders but the Clang reader's and that of the command's pages.
function(retort_static_libraries result folder)
  set(found)
  get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
  foreach(target IN LISTS targets)
    get_target_property(type ${target} TYPE)
    if(type STREQUAL "STATIC_LIBRARY")
      list(APPEND found ${target})
    endif()
  endforeach()
  get_property(below DIRECTORY ${folder} PROPERTY SUBDIRECTORIES)
  foreach(each IN LISTS below)
    retort_static_libraries(more ${each})
    list(APPEND found ${more})
  endforeach()
  set(${result} ${found} PARENT_SCOPE)
endfunction()

set(parts)
foreach(folder IN LISTS RETORT_FOLDERS)
  retort_static_libraries(found ${PROJECT_SOURCE_DIR}/${folder})
  list(APPEND parts ${found})
endforeach()
list(REMOVE_ITEM parts retort_reader retort_diagram retort_page)
list(TRANSFORM parts REPLACE "(.+)" "$<TARGET_OBJECTS:\\1>")
add_library(retort_public STATIC ${parts})
add_library(retort::retort ALIAS retort_public)
target_compile_features(retort_public PUBLIC cxx_std_20)
target_link_libraries(retort_public
  PUBLIC retort_public_model Boost::headers
  PRIVATE $<BUILD_INTERFACE:retort_base> fmt::fmt SQLiteCpp SQLite::SQLite3 PkgConfig::PQXX PkgConfig::PQ
          retort::pg_query OpenSSL::Crypto Threads::Threads)
set_target_properties(retort_public PROPERTIES EXPORT_NAME retort OUTPUT_NAME retort LINKER_LANGUAGE CXX)

add_executable(retort::embed ALIAS retort-embed)
set_target_properties(retort-embed PROPERTIES EXPORT_NAME embed)

if(RETORT_COMMAND)
  add_executable(retort::command ALIAS retort)
  set_target_properties(retort PROPERTIES EXPORT_NAME command)
endif()

if(NOT RETORT_INSTALL)
  return()
endif()

include(CMakePackageConfigHelpers)
set(place ${CMAKE_INSTALL_LIBDIR}/cmake/retort)
configure_package_config_file(cmake/retortConfig.cmake.in ${PROJECT_BINARY_DIR}/package/retortConfig.cmake
  INSTALL_DESTINATION ${place})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/package/retortConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/package/retortConfig.cmake ${PROJECT_BINARY_DIR}/package/retortConfigVersion.cmake
  cmake/retortDependencies.cmake cmake/retort_add_targets.cmake cmake/retort_embed_migrations.cmake
  DESTINATION ${place})
install(DIRECTORY ${RETORT_PUBLIC_INCLUDE}/retort DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

install(TARGETS retort_public_model EXPORT retortModelTargets)
install(TARGETS retort_public EXPORT retortLibraryTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS retort-embed EXPORT retortLibraryTargets RUNTIME DESTINATION libexec/retort)
install(EXPORT retortModelTargets NAMESPACE retort:: DESTINATION ${place})
install(EXPORT retortLibraryTargets NAMESPACE retort:: DESTINATION ${place})
if(RETORT_COMMAND)
  # The command looks for the reader and for the models' headers beside itself: ../libexec/retort, ../include.
  # Graphviz keeps the plugin that the command is linked with in a folder of its own.
  set_target_properties(retort PROPERTIES INSTALL_RPATH_USE_LINK_PATH ON)
  install(TARGETS retort EXPORT retortCommandTargets RUNTIME DESTINATION bin)
  set_target_properties(retort-read-models PROPERTIES INSTALL_RPATH_USE_LINK_PATH ON)
  install(TARGETS retort-read-models RUNTIME DESTINATION libexec/retort)
  # The standard library's headers, precompiled for it, if that could be done.
  install(FILES ${PROJECT_BINARY_DIR}/retort-read-models.pch ${PROJECT_BINARY_DIR}/retort-read-models.prefix
    DESTINATION libexec/retort OPTIONAL)
  install(EXPORT retortCommandTargets NAMESPACE retort:: DESTINATION ${place})
endif()
