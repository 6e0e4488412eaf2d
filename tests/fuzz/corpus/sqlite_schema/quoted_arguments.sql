CREATE VIRTUAL TABLE "full text" USING fts5 ("the title", [body], tokenize = "unicode61 tokenchars '-_.'", detail = full);
CREATE TABLE kept (n INT);
