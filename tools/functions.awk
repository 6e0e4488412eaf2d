# Prints one line for each function of clang-formatted C++ files: file:line, its length in lines, its branches, and how
# many of the six lists of a table's parts it names. Lines inside a raw string (SQL) have no length.
#
# A function begins with a statement at the indent of its namespace or class that has parentheses and ends with "{", and
# ends with the "}" at that indent. Branches: if, for, while, catch, ?: and case; a "case X: return y;" on one line is a
# row of a table and does not count.

function reset() {
    in_raw = 0; classes = 0; inside = 0; header = ""; is_macro = 0
}

# The line without raw strings, string and character literals, and comments.
function code_of(line,    at, rest, end) {
    while (match(line, /R"[a-z_]*\(/)) {
        delimiter = ")" substr(line, RSTART + 2, RLENGTH - 3) "\""
        at = RSTART
        rest = substr(line, RSTART + RLENGTH)
        end = index(rest, delimiter)
        if (!end) {
            in_raw = 1
            return substr(line, 1, at - 1)
        }
        line = substr(line, 1, at - 1) "0" substr(rest, end + length(delimiter))
    }
    gsub(/\\\\/, "", line)
    gsub(/\\["']/, "", line)
    gsub(/'[^']*'/, "0", line)
    gsub(/"[^"]*"/, "0", line)
    sub(/ *\/\/.*$/, "", line)
    sub(/ +$/, "", line)
    return line
}

function count(code,    text) {
    text = code
    branches += gsub(/(^|[^a-z_])(if|for|while|catch)( constexpr)? \(/, "", text)
    branches += gsub(/(^| )\? /, "", text)
    if (code ~ /(^| )case .*:/ && code !~ /: return .*;$/) ++branches
    for (i = 1; i <= 6; ++i)
        if (code ~ ("(\\.|->)" part[i] "([^a-z_]|$)")) named[i] = 1
}

function begin(line) {
    start = line; lines = 0; branches = 0
    for (i = 1; i <= 6; ++i) named[i] = 0
}

function finish(    parts) {
    parts = 0
    for (i = 1; i <= 6; ++i) parts += named[i]
    print FILENAME ":" start, lines, branches, parts
}

BEGIN { split("primary_key uniques checks foreign_keys exclusions indexes", part, " ") }

FNR == 1 { reset() }

{
    line = $0
    if (in_raw) {
        at = index(line, delimiter)
        if (!at) next
        in_raw = 0
        line = "0" substr(line, at + length(delimiter))
        continued = 1
    } else {
        continued = 0
    }
    code = code_of(line)
    match(code, /[^ ]/)
    indent = continued ? 99 : RSTART - 1

    if (inside) {
        ++lines
        count(code)
        if (indent == top && code ~ /^ *}/) {
            if (inside == 1) finish()
            inside = 0
        }
        next
    }
    if (code == "" || line ~ /^#/ || line ~ /\\$/) next
    top = 4 * classes
    if (header == "") {
        if (classes && indent == top - 4 && code ~ /^ *}/) { --classes; next }
        if (indent != top || code ~ /^ *(}|public:|private:|protected:)/) next
        begin(FNR)
    }
    header = header " " code
    ++lines
    count(code)
    if (code ~ /\{$/) {
        if (header ~ /^ *(inline )?(namespace|extern)/) {
            header = ""
        } else if (header ~ /(^|[ >])(class|struct|enum|union) / && header !~ /\(/) {
            ++classes
            header = ""
        } else {
            inside = (header ~ /\(/ && header !~ /(= |\()\{$/) ? 1 : 2
            header = ""
        }
    } else if (code ~ /}$/ && header ~ /\(.*\{/) {
        finish()
        header = ""
    } else if (code ~ /[;}]$/ || (header ~ /^ *[A-Z_]+\(/ && code ~ /\)$/)) {
        header = ""
    }
}
