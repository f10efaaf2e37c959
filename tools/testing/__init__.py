"""`./dev test`: one pytest run over Python, client and browser tests.

`session` prepares the database and starts pytest; the other modules are pytest
plugins that run inside it (`plugin` is the entry point).
"""
