"""What ``./dev`` calls. The standard library alone: it runs before any set-up."""
