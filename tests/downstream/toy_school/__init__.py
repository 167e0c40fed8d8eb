"""An invented school's own system: pupils and placements in SQLite, and a list of what is due from ap_core.

It stands for the programs of those who import the library. It uses the library's public names and nothing else.
"""
