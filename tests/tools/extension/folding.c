/* A SQLite extension for tests: the function fold(text), which lowers ASCII letters and drops blanks, and the collation
   by_length. */

#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT1

#include <string.h>

static void fold(sqlite3_context *context, int count, sqlite3_value **values) {
    const unsigned char *text = sqlite3_value_text(values[0]);
    char *folded;
    int length = 0;
    (void)count;
    if (text == 0) return;
    folded = sqlite3_malloc((int)strlen((const char *)text) + 1);
    if (folded == 0) {
        sqlite3_result_error_nomem(context);
        return;
    }
    for (; *text != 0; ++text) {
        if (*text == ' ') continue;
        folded[length++] = (char)(*text >= 'A' && *text <= 'Z' ? *text - 'A' + 'a' : *text);
    }
    sqlite3_result_text(context, folded, length, sqlite3_free);
}

static int by_length(void *unused, int a_length, const void *a, int b_length, const void *b) {
    (void)unused;
    if (a_length != b_length) return a_length - b_length;
    return memcmp(a, b, (size_t)a_length);
}

int sqlite3_folding_init(sqlite3 *database, char **error, const sqlite3_api_routines *api) {
    int code;
    SQLITE_EXTENSION_INIT2(api)
    (void)error;
    code = sqlite3_create_function(database, "fold", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, 0, fold,
                                   0,
                                   0);
    if (code != SQLITE_OK) return code;
    return sqlite3_create_collation(database, "by_length", SQLITE_UTF8, 0, by_length);
}
