-- up
ALTER TEXT SEARCH DICTIONARY "F x" (accept = 'false', stopwords = 'german');
ALTER TEXT SEARCH DICTIONARY d (stopwords, language = 'german');

-- down
ALTER TEXT SEARCH DICTIONARY "F x" (stopwords, accept = 'true');
ALTER TEXT SEARCH DICTIONARY d (language = 'english', stopwords = 'english');
