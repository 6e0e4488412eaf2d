// Its headers are precompiled for all tests: tests/CMakeLists.txt.
