"""List the commands, or explain one of them."""

from __future__ import annotations

import argparse

from tools import cli
from tools.console import Console

SUMMARY = "list the commands"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("command", nargs="?", help="the command to explain")


def run(args: argparse.Namespace, console: Console) -> int:
    if args.command:
        cli.load(args.command)
        return cli.main([args.command, "--help"])
    console.say("Entente on Odoo 19. Usage: ./dev <command> [options]\n")
    for name in cli.names():
        console.say(f"  {name:<12} {cli.load(name).SUMMARY}")
    console.say("\n./dev <command> --help tells more.")
    return 0
