"""The article being read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date

from textual import events
from textual.message import Message

from tui_reader.i18n import _
from tui_reader.model.articles import Article
from tui_reader.model.documents import BlockKind, Document
from tui_reader.model.images import KeptImage
from tui_reader.model.mentions import Mention, MentionKind, Recognition
from tui_reader.ui.formats import published_at
from tui_reader.ui.widgets.document_view import DocumentView
from tui_reader.ui.widgets.marks import Layer, Mark
from tui_reader.ui.widgets.picture_lines import NO_IMAGES, box_key

HINT_LETTERS = "asdfghjklqwertyuiopzxcvbnm"
_STYLES = {MentionKind.INSTITUTION: "mark--institution", MentionKind.DATE: "mark--date"}


class ArticlePane(DocumentView):
    """A document with the marks of recognition, and the one mention the person stands on."""

    class LinkChosen(Message):
        """A link was picked by its letters."""

        def __init__(self, address: str) -> None:
            super().__init__()
            self.address = address

    class HintsShown(Message):
        """Letters stand over the links."""

    class LinkPreviewed(Message):
        """The person wants to see where a link leads; empty: no longer."""

        def __init__(self, address: str) -> None:
            super().__init__()
            self.address = address

    class HeaderDragged(Message):
        """The header, which divides list and article, was pulled to a row of the screen."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    def __init__(self, *, measure: int, id: str | None = None) -> None:
        super().__init__(measure=measure, id=id)
        self.article: Article | None = None
        self.mentions: Sequence[Mention] = ()
        self.current: Mention | None = None
        self.source = ""
        self._typed = ""
        self._hovered = ""
        self._header_gripped = False

    def open(self, article: Article, source: str, images: Mapping[str, KeptImage] = NO_IMAGES) -> None:
        """Show an article at the line where it was left, with those of its images that are kept."""
        self.article, self.source = article, source
        self.mentions, self.current = (), None
        self.show(article.document, byline=_byline(article, source), offset=article.position, images=images)

    def show_tags(self, tags: Sequence[str]) -> None:
        """Its tags are others now; the line that is read stays."""
        if self.article is not None and tuple(tags) != self.article.tags:
            offset = self.reading_offset
            self.article = replace(self.article, tags=tuple(tags))
            self._byline = tuple(_byline(self.article, self.source))
            self.lay_out(offset)

    def close(self) -> None:
        """Show nothing."""
        self.article, self.source, self.mentions, self.current = None, "", (), None
        self.show(Document(""))

    def set_found(self, found: Recognition | None) -> None:
        """Mark what was recognised; the text stays where it is."""
        self.mentions = found.mentions if found else ()
        self.set_marks(Layer.MENTION, (Mark(m.start, m.end, _STYLES[m.kind]) for m in self.mentions))
        if self.current is not None and self.current not in self.mentions:
            self.current = None
            self.set_marks(Layer.CURRENT, ())

    def stand_on(self, mention: Mention) -> None:
        """Bring a mention into sight and mark it as the current one."""
        self.current = mention
        self.reveal(mention.start, mention.end)
        self.set_marks(Layer.CURRENT, (Mark(mention.start, mention.end, "mark--current"),))

    def neighbour(self, kind: MentionKind, step: int) -> Mention | None:
        """The next or previous mention of a kind, from the current one or else from what is in sight."""
        mentions = [m for m in self.mentions if m.kind is kind]
        first, last = self.visible_range()
        current = self.current
        if current is not None and first <= current.start < last:
            start = current.start
        else:
            start = first - 1 if step > 0 else last
        ahead = [m for m in mentions if (m.start > start if step > 0 else m.start < start)]
        return (ahead[0] if step > 0 else ahead[-1]) if ahead else None

    def mention_at(self, offset: int) -> Mention | None:
        return next((m for m in self.mentions if m.start <= offset < m.end), None)

    def first_in_sight(self) -> Mention | None:
        """The current mention if it is on the screen, else the first that is."""
        first, last = self.visible_range()
        if self.current is not None and first <= self.current.start < last:
            return self.current
        return next((m for m in self.mentions if first <= m.start < last), None)

    def link_at(self, offset: int) -> str:
        """Where the character at an offset leads, or the figure that a ``box_key`` stands for."""
        if offset < 0:
            figures = (b for b in self.document.blocks if b.start == box_key(offset) and b.kind is BlockKind.FIGURE)
            return next((figure.target for figure in figures), "")
        link = self.spans.link_at(offset)
        return link.target if link is not None else ""

    def header_parts(self) -> tuple[str, str]:
        if self.article is None:
            return "", ""
        return self.source, f"{self.progress()} %"

    @property
    def published(self) -> date | None:
        moment = self.article.published if self.article else None
        return moment.astimezone(UTC).date() if moment else None

    def can_links_hints(self) -> bool:
        return bool(self._links_in_sight())

    def do_links_hints(self) -> None:
        """Letters over the links and figures in sight; typing them opens one."""
        links = self._links_in_sight()
        count, letters = len(links), HINT_LETTERS
        labels = list(letters) if count <= len(letters) else [a + b for a in letters for b in letters]
        self._typed = ""
        self.set_hints(dict(zip(links, labels, strict=False)))
        self.post_message(self.HintsShown())

    def _links_in_sight(self) -> list[int]:
        """The offsets of links and the keys of figures, as they follow each other."""
        first, last = self.visible_range()
        links = [link.start for link in self.spans.links_between(first, last)]
        boxes = [key for start in self.boxes_in_sight() if self.link_at(key := box_key(start))]
        return sorted([*links, *boxes], key=lambda place: place if place >= 0 else box_key(place))

    def gripped(self, event: events.MouseDown) -> bool:
        self._header_gripped = event.y == 0
        return self._header_gripped or super().gripped(event)

    def pulled(self, event: events.MouseMove) -> None:
        if self._header_gripped:
            self.post_message(self.HeaderDragged(int(event.screen_y)))
        else:
            super().pulled(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        offset = self.offset_under(event.x, event.y)
        address = self.link_at(offset) if offset is not None else self.reference_under(event.x, event.y)
        if address != self._hovered:
            self._hovered = address
            self.post_message(self.LinkPreviewed(address))

    def on_click(self, event: events.Click) -> None:
        """The addresses under the text can be opened too; what is in the text is the document's to say."""
        address = self.reference_under(event.x, event.y) if event.chain == 1 else ""
        if address and not self.screen.selections:
            self.post_message(self.LinkChosen(address))

    def on_key(self, event: events.Key) -> None:
        if not self.hints:
            return
        event.stop()
        event.prevent_default()
        if self._previewed(event):
            return
        self._typed += event.character or ""
        wanted = {offset: label for offset, label in self.hints.items() if label.startswith(self._typed)}
        chosen = next((offset for offset, label in wanted.items() if label == self._typed), None)
        if chosen is not None or not wanted or event.key == "escape":
            self.set_hints({})
            self.post_message(self.LinkPreviewed(""))
        if chosen is not None:
            self.post_message(self.LinkChosen(self.link_at(chosen)))

    def _previewed(self, event: events.Key) -> bool:
        """With a capital letter the address is shown instead of opened."""
        letter = event.character or ""
        if not letter.isupper():
            return False
        typed = self._typed + letter.lower()
        offset = next((offset for offset, label in self.hints.items() if label == typed), None)
        if offset is None:
            self._typed = typed if any(label.startswith(typed) for label in self.hints.values()) else ""
        else:
            self._typed = ""
            self.post_message(self.LinkPreviewed(self.link_at(offset)))
        return True


def _byline(article: Article, source: str) -> list[str]:
    """Source, author and date under the title."""
    parts = [source if source != article.document.title else "", article.author]
    if article.published is not None:
        parts.append(published_at(article.published))
    lines = [" · ".join(part for part in parts if part)]
    if article.tags:
        lines.append(_("Tags: {tags}").format(tags=", ".join(article.tags)))
    return [line for line in lines if line]
