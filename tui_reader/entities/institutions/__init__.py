"""Institutions by rules and knowledge, offline.

::

    document ─ sheet (tokens, folded words, capitals, sentence starts, one sheet a block)
        │
        ├─ scan       each token once: known names, head nouns, announcing nouns, roles, portfolios, capitals
        ├─ brought    names that the user imported
        ▼
    decide            definitions tie acronyms to long forms and forbid others; doubts are settled by other mentions
        ├─ bare       acronyms that nobody knows
        ├─ resolved   where candidates overlap: tier, length, place, in full order
        ├─ spread     the same names elsewhere, their first words, their heads alone
        ▼
    grouping          one Institution for each key

Languages are data (``languages/<tag>.toml``), so are known names (``known/*.txt``).
"""
