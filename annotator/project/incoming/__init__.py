"""What comes from files into the open transaction of an import: one room for each kind of thing.

Each room counts what it took. Where one of several files is left out whole, every room goes back to
how it was before that file, by the `way_back` that it gave.
"""
