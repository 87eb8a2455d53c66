"""File formats: one module each, file <-> values. Knows core alone, never the store.

`registry` lists them, `reading` and `writing` take a path to values and back.
"""
