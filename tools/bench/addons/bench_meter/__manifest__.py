{
    "name": "Bench meter",
    "summary": "Tells in each HTTP response what it cost the database",
    "version": "19.0.1.0.0",
    "license": "AGPL-3",
    "author": "Entente",
    "category": "Hidden",
    "depends": ["base"],
    "post_load": "post_load",
    # Only loaded as a server-wide module of the servers that are measured.
    "installable": True,
}
