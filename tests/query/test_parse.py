from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.model.errors import UsageError
from tui_reader.model.queries import (
    EVERYTHING,
    And,
    ByAuthor,
    Dated,
    InFeed,
    InTitle,
    Is,
    Names,
    Node,
    Not,
    Or,
    Phrase,
    Status,
    Tagged,
    Word,
)
from tui_reader.query import QueryError, parse, write

a, b, c = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", EVERYTHING),
        ("  ", EVERYTHING),
        ("école", Word("école")),
        ("l’école", Word("l’école")),
        ("écol*", Word("écol", prefix=True)),
        ("a b", And((a, b))),
        ("a AND b", And((a, b))),
        ("a OR b", Or((a, b))),
        ("a or b", And((a, Word("or"), b))),
        ("a b OR c", Or((And((a, b)), c))),
        ("a (b OR c)", And((a, Or((b, c))))),
        ("(a b) c", And((a, b, c))),
        ("a OR (b OR c)", Or((a, b, c))),
        ("-a", Not(a)),
        ("-(a b)", Not(And((a, b)))),
        ("a -b", And((a, Not(b)))),
        ("a - b", And((a, Word("-"), b))),
        ("vingt-deux", Word("vingt-deux")),
        ('"a b"', Phrase("a b")),
        ('-"a b" c', And((Not(Phrase("a b")), c))),
        ("feed:orange", InFeed("orange")),
        ('feed:"Le Monde"', InFeed("Le Monde")),
        ("FEED:orange", InFeed("orange")),
        ("feed:-x", InFeed("-x")),
        ("title:accord", InTitle("accord")),
        ("author:anne", ByAuthor("anne")),
        ("tag:lire", Tagged("lire")),
        ('institution:"Mines-Télécom"', Names("Mines-Télécom")),
        ("is:unread", Is(Status.UNREAD)),
        ("is:Starred -is:read", And((Is(Status.STARRED), Not(Is(Status.READ))))),
        ("date:2024", Dated(date(2024, 1, 1), date(2024, 12, 31))),
        ("date:2024-02", Dated(date(2024, 2, 1), date(2024, 2, 29))),
        ("date:2024-2-3", Dated(date(2024, 2, 3), date(2024, 2, 3))),
        ("after:2024-05", Dated(first=date(2024, 5, 1))),
        ("before:2024-05", Dated(last=date(2024, 4, 30))),
        ("https://example.org/a", Word("https://example.org/a")),
        ("12:30", Word("12:30")),
        ("Attention: a", And((Word("Attention"), a))),
        ("titre:accord auteur:anne", And((InTitle("accord"), ByAuthor("anne")))),
        ("est:non-lu", Is(Status.UNREAD)),
        ("après:2024 avant:2025", And((Dated(first=date(2024, 1, 1)), Dated(last=date(2024, 12, 31))))),
    ],
)
def test_a_query_means_this(text: str, tree: Node) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "position", "says"),
    [
        ("(a", 0, "never closed"),
        ("a)", 1, "closes at character 2"),
        ('a "b', 2, "never closed"),
        ('feed:"b', 0, "never closed"),
        ("a OR", 4, "ends where a word"),
        ("OR a", 0, "“OR” at character 1"),
        ("a ()", 3, "stands where a word"),
        ("a autor:anne", 2, "no condition “autor:”"),
        ("feed:", 0, "a value should follow"),
        ("is:new", 0, "read, unread or starred"),
        ("date:2024-13", 0, "no such day"),
        ("date:may", 0, "2024-05-31"),
        ("before:0001", 0, "no day before"),
        ("(" * 60 + "a" + ")" * 60, 51, "nested too deeply"),
    ],
)
def test_a_wrong_query_says_what_and_where(text: str, position: int, says: str) -> None:
    with pytest.raises(UsageError, match=says) as caught:
        parse(text)
    assert isinstance(caught.value, QueryError)
    assert caught.value.position == position


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("e", Word("e")),
        ("éco", Word("éco", prefix=True)),
        ("éco ", Word("éco")),
        ("a éco", And((a, Word("éco", prefix=True)))),
        ('"l’école d', Phrase("l’école d")),
        ("(a", a),
        ("a OR", a),
        ("a AND", a),
        ("a (", a),
        ("date:20", EVERYTHING),
        ("is:un", EVERYTHING),
        ("feed:", EVERYTHING),
    ],
)
def test_a_query_being_typed_is_taken_as_far_as_it_goes(typed: str, tree: Node) -> None:
    assert parse(typed, live=True) == tree


PIECES = [
    *("a", "école", "l’été", "éco*", '"a b"', "-", "(", ")", " ", " ", " OR ", " AND ", "feed:", "title:", '"x y"'),
    *("is:read", "is:", "date:2024", "after:2024-02", "before:2024-03-04", "tag:", "x:", "/", "*", '"', "12:", "12"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=20))
def test_any_query_reads_back_as_it_was_written(text: str) -> None:
    try:
        tree = parse(text)
    except UsageError:
        parse_live(text)
        return
    assert parse(write(tree)) == tree


def parse_live(text: str) -> None:
    """Nothing but a designed error may come of what somebody types."""
    try:
        parse(text, live=True)
    except UsageError as error:
        assert str(error)


days = st.dates()
leaves: st.SearchStrategy[Node] = st.one_of(
    st.sampled_from([a, b, Word("éco", prefix=True), Phrase("a b"), InFeed("x y"), Names("OR"), Is(Status.READ)]),
    st.builds(Dated, days, st.none()),
    days.map(lambda day: Dated(day, day)),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner.filter(lambda n: not isinstance(n, And)), min_size=2, max_size=3).map(lambda p: And(tuple(p))),
        st.lists(inner.filter(lambda n: not isinstance(n, Or)), min_size=2, max_size=3).map(lambda p: Or(tuple(p))),
    ),
    max_leaves=8,
)


@given(trees)
def test_any_tree_can_be_written(tree: Node) -> None:
    assert parse(write(tree)) == tree


def test_a_span_of_days_without_a_name_is_written_by_its_bounds() -> None:
    assert write(Not(Dated(date(2024, 1, 2), date(2024, 1, 5)))) == "-(after:2024-01-02 before:2024-01-06)"
