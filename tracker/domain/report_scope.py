"""On what a report is: everything, one directive, one field of work, or one unit."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class ReportScope:
    """At most one of the three is set; none of them means all directives of the office."""

    directive_id: int | None = None
    field_id: int | None = None
    unit_id: int | None = None

    @property
    def whole_office(self) -> bool:
        """Whether it is on everything that the office follows."""
        return self == ReportScope()

    @property
    def key(self) -> str:
        """The scope in one word, never empty: "all", "directive:12"."""
        for name in ("directive", "field", "unit"):
            found = getattr(self, f"{name}_id")
            if found is not None:
                return f"{name}:{found}"
        return "all"

    @classmethod
    def of(cls, key: str) -> ReportScope:
        """The scope of a key; InvalidInput for what is none."""
        name, _colon, number = key.partition(":")
        if key in ("", "all"):
            return cls()
        if name in ("directive", "field", "unit") and number.isascii() and number.isdigit():
            return cls(**{f"{name}_id": int(number[:9])})
        raise InvalidInput("Phạm vi báo cáo không hợp lệ. Hãy chọn lại.", field="scope")
