((a AND b) AND c) OR ((d OR e) OR f)
CASE WHEN (((a AND b) AND c)) THEN '((x AND y) AND z)' ELSE $q$ ((x AND y) AND z) $q$ END