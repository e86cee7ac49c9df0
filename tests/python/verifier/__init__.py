"""A second implementation of what docs/formats describes, written from those pages alone.

It shares no code with the Rust crates. `python -m verifier FILE` judges a file of cases and
fails if one verdict differs from the file's.
"""
