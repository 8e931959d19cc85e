"""What a person should know about a unit's name in a list before it becomes a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from tracker.domain.sentences import Sentence, say
from tracker.models import Unit, UnitGroup
from tracker.queries.unit_lexicon import Lexicon, match_key
from tracker.reading.drafts import UnitMention
from tracker.services.draft_proposals import meaning_of
from tracker.services.unit_resolution import Resolution

_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class UnitRemarks:
    """``day`` is the paper's; nothing is assigned by likeness, it is only shown."""

    lexicon: Lexicon
    day: date
    today: date

    def on(self, mention: UnitMention) -> Sentence | None:
        meant = meaning_of(mention, self.lexicon, self.day, self.today)
        if meant.is_certain:
            return None
        names = _names(meant)
        if meant.dissolved is not None:
            if names:
                return say(
                    "“%(name)s” đã kết thúc hoạt động; đơn vị kế thừa: %(names)s.",
                    name=mention.text,
                    names=names,
                )
            return say("“%(name)s” đã kết thúc hoạt động.", name=mention.text)
        if names:
            return say(
                "“%(name)s” có thể là: %(names)s. Chọn khi rà soát.", name=mention.text, names=names
            )
        near = self._near(mention.text)
        if near:
            return say(
                "Chưa có đơn vị “%(name)s”; gần giống: %(names)s. Giữ nguyên chữ để rà soát.",
                name=mention.text,
                names=near,
            )
        return say("Chưa có đơn vị “%(name)s”; giữ nguyên chữ để rà soát.", name=mention.text)

    def _near(self, name: str) -> str:
        """Up to three known names that look like it: shown, never taken."""
        keys = get_close_matches(match_key(name), self.lexicon.by_key, n=3, cutoff=_ALIKE)
        found = [
            _name(known.unit or known.group) for key in keys for known in self.lexicon.by_key[key]
        ]
        return ", ".join(dict.fromkeys(filter(None, found)))


def _names(meant: Resolution) -> str:
    return ", ".join(_name(thing) for thing in meant.candidates)


def _name(thing: Unit | UnitGroup | None) -> str:
    return thing.name if thing is not None else ""
