"""Words that are written with a full stop at their end."""

from __future__ import annotations

_ABBREVIATED = """
m mm mme mmes mlle mlles me mes dr pr prof st ste sgt cdt col gén gal cf art p pp vol no n° nos éd ed fig av apr env etc
ex tél tel bd rte janv févr avr juil sept oct nov déc mr mrs ms messrs jr sr rev hon gov sen rep gen lt capt maj jan feb
mar apr jun jul aug dec inc ltd corp co vs approx dept univ assn bros eg ie al
"""
ABBREVIATIONS = frozenset(_ABBREVIATED.split())
"""Words whose full stop does not end a sentence when more text follows, folded to lower case."""
