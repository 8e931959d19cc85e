"""What a rule or a deed may refuse, each with a stable code and a sentence for the screen.

The sentence is a Vietnamese message id (translated at the door); ``values`` fill its
``%(name)s`` places. Doors map the children to HTTP status codes, nobody else does.
"""

from __future__ import annotations


class DomainError(Exception):
    """A refusal that a person should read. ``code`` is stable, ``message`` is a message id."""

    code = "refused"

    def __init__(self, message: str, *, code: str | None = None, **values: object) -> None:
        super().__init__(message % values if values else message)
        self.message = message
        self.values = values
        if code is not None:
            self.code = code


class InvalidInput(DomainError):
    """What was typed or uploaded cannot be used (HTTP 422). ``field`` names the form field."""

    code = "invalid"

    def __init__(
        self, message: str, *, field: str | None = None, code: str | None = None, **values: object
    ) -> None:
        super().__init__(message, code=code, **values)
        self.field = field


class NotAllowed(DomainError):
    """The actor may not do this (HTTP 403). Says nothing about what is behind the door."""

    code = "not_allowed"


class FileWithheld(NotAllowed):
    """A file that is given to nobody: it holds a virus, or was not looked at yet (HTTP 403)."""

    code = "file_withheld"


class NotFound(DomainError):
    """There is no such thing, or the actor may not know that there is (HTTP 404)."""

    code = "not_found"


class Conflict(DomainError):
    """The thing changed meanwhile, or its state does not admit this deed (HTTP 409)."""

    code = "conflict"


class RefusedFile(InvalidInput):
    """A file that is not taken in: wrong kind, broken, too large, secret (HTTP 422)."""

    code = "refused_file"


class SecretRefused(RefusedFile):
    """The paper bears a secrecy mark (Mật, Tối mật, Tuyệt mật): nothing of it may stay behind."""

    code = "secret"
