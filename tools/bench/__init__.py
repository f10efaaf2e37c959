"""`./dev bench`: what our modules cost, as ratios to stock Odoo in the same run.

Absolute times depend on the machine and on who else uses it; a ratio between
requests that alternate within one run depends on much less, and counts of queries,
bytes and mails on nothing. Only these are worth comparing between runs.
"""
