"""Run all tests: Python, client (Hoot), browser tours, and those across modules.

What is not an option below goes to pytest: paths, -k, -x, --pdb, --lf and so on.
The run fails if anything that should have been tested was not.
"""

from __future__ import annotations

import argparse

from tools import odoo_source
from tools.console import Console
from tools.testing import session

SUMMARY = "run all tests, or those of some paths"
PASS_ON = True


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--fast", action="store_true", help="leave out the tests that need a browser"
    )
    parser.add_argument(
        "--odoo-from", choices=odoo_source.ORIGINS, help="where Odoo comes from"
    )


def run(args: argparse.Namespace, console: Console) -> int:
    """Run pytest; its exit code."""
    return session.run(
        console, args.rest, browser=not args.fast, odoo_from=args.odoo_from
    )
