# -*- coding: utf-8 -*-
"""One command to run the system, one to test it; needs nothing but Python and this folder.

    python3 manage.py run   [--host H] [--port P] [--workers N]
    python3 manage.py test  [--full] [pytest arguments]
    python3 manage.py flask [anything of the Flask command line]

This file keeps to words that very old Pythons can read, or they would show a syntax error
instead of the sentence below. The work is done in tracker/launch/.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Cần Python 3.11 trở lên. / Python 3.11 or newer is needed; this is %s."
        % sys.version.split()[0]
    )

from tracker.launch.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
