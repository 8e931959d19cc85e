"""The lexicon of unit names as tables that match the longest phrase."""

from __future__ import annotations

from tracker.reading.order_words import MODALS, ORDER_VERBS, STOP_WORDS, SURE_MODALS
from tracker.reading.phrase_table import PhraseTable
from tracker.reading.unit_lexicon import (
    BARE_CLASSES,
    BARE_POSTS,
    CLASS_NOUNS,
    COMPOUNDS,
    DETERMINERS,
    FIELDS,
    NAMED_HEADS,
    PERSON_HEADS,
    TAILS,
    WHOLE_HEADS,
)

NAMED = PhraseTable(NAMED_HEADS)
WHOLE = PhraseTable(WHOLE_HEADS)
PERSON = PhraseTable(PERSON_HEADS)
CLASS = PhraseTable(CLASS_NOUNS)
BARE = PhraseTable(BARE_CLASSES)
DETERMINER = PhraseTable(DETERMINERS)
BARE_POST = PhraseTable(BARE_POSTS)
TAIL = PhraseTable(TAILS)
FIELD = PhraseTable(FIELDS)
AND_WORDS = frozenset({"và", "&", "cùng", "hoặc"})
PREDICATE = PhraseTable((*ORDER_VERBS, *MODALS, *STOP_WORDS))
VERB = PhraseTable(ORDER_VERBS)
SURE_PREDICATE = PhraseTable(SURE_MODALS)
COMPOUND = PhraseTable(
    (*COMPOUNDS, *(name for name in FIELDS if " " in name and name not in ORDER_VERBS))
)
