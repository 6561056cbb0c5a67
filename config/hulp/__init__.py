"""Help inside the product: a first day for each role, the words, the account of the clauses, accessibility.

Public words, from files that come with the application; nothing about a person stands here.
"""
