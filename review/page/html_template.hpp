#pragma once

#include <string_view>

namespace retort::page {

/// The style sheet and the Mustache template of the HTML page; html.cpp fills it.
std::string_view html_style();
std::string_view html_template();

}  // namespace retort::page
