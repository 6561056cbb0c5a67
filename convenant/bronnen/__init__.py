"""The texts on which the work rests, word for word: covenant, procesbeschrijving, bill and law (MC 11.1).

They are files in `fixtures/bronnen`: public texts that anybody who is logged in reads, searches and is
sent to by "Waarom vragen we dit?". Nothing about a person stands here.
"""
