"""Proposals before a person: grouped, filtered, decided one by one or in bulk, each decision on disk at once.

check, a run, a draft ─► proposals or clusters ─► desk (decide, undo) ─► judgements, draft
                                      ▲ a page in the browser (app, static/) or the terminal (terminal.py)
"""
