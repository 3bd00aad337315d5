"""Stances: who is for or against what, sentence by sentence, with the words that say so."""
