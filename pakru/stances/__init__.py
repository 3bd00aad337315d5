"""Stances: who is for or against what, sentence by sentence, with the words that say so."""

BROAD = 0.21  # confidence from which on a draft is worth a look
PRECISE = 0.5  # confidence from which on a draft may be used without one
