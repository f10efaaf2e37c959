"""The sub-commands of ``./dev``, one file each."""
