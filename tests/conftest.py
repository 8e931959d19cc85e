"""What every test may ask for. The machinery lies in tests/support, one noun a file.

``app``, ``session``   an empty migrated database (services, queries, permissions: on both)
``page``               a visitor who reads pages as a person does
``clock, now, today``  a clock that stands still until moved
``address``            where the application is served while the test lasts
``post_office``        a real SMTP server on loopback
``store``              a folder that keeps files
"""

from __future__ import annotations

pytest_plugins = [
    "tests.support.tools",
    "tests.support.network",
    "tests.support.clock",
    "tests.support.postgres",
    "tests.support.databases",
    "tests.support.mail",
    "tests.support.webhook",
    "tests.support.clamd",
    "tests.support.visitor",
    "tests.support.live_server",
    "tests.support.district",
    "tests.support.files",
]
