"""Measure what our modules cost, against stock Odoo in the same run.

Each bench is a file of tests/benchmarks/. Its requests alternate between a server
with our modules, one without, and a second one without: where the two that are alike
differ by more than 5 %, the run is void. Compare ratios and counts between runs, not
milliseconds.

A bench of what many people do at once has servers of two processes, on databases that
wait for the disk, and takes turns in bursts; it says whether its goals were reached,
and fails if one was not.
"""

from __future__ import annotations

import argparse
import contextlib
import sys

from tools import odoo_source
from tools.bench import session
from tools.console import Console

SUMMARY = "measure ours against stock Odoo"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("bench", nargs="*", help="which; all without a name")
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object per line and figure"
    )
    parser.add_argument(
        "--odoo-from", choices=odoo_source.ORIGINS, help="where Odoo comes from"
    )


def run(args: argparse.Namespace, console: Console) -> int:
    """Run the benches."""
    out = sys.stdout
    # What a program reads has to be alone on the standard output.
    with contextlib.redirect_stdout(sys.stderr if args.json else out):
        return session.run(
            console,
            args.bench,
            json_to=out if args.json else None,
            odoo_from=args.odoo_from,
        )
