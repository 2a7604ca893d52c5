"""Pages to be rendered, with texts that no form must take for markup."""

from __future__ import annotations

from hypothesis import strategies as st

from kommunkompass.render import Column, Page, Row, Table

#: Pieces that mean something in HTML, Markdown, MyST or reStructuredText.
_MARKUP = [
    "a|b", "|", "||", "|x|", "*x*", "**x**", "*", "**", "_x_", "__x__", "_", "x_", "x__", "~~x~~",
    "~", "`x`", "``x``", "\\", "\\\\", "\\|", "\\*", "#", "##", "+", "-", "=", "==", "===", "---",
    "<script>", "</td>", "<b>", "-->", "<!--", "&", "&amp;", "&#124;", '"', "'", "[x](y)",
    "![x](y)", "[x]", "[x]_", "[^1]", "^", "$x$", "$$", "{x}`y`", "{{x}}", "{#x}", "(x)=", "(x)",
    "%", ":", "::", ":::", ":x:", ":x:`y`", "..", ".. note::", ">>>", ">", "1.", "1)", "a.", "A)",
    "iv.", "(a)", "#.", "http://example.org", "https://example.org", "mailto:a@example.org",
    "a@example.org", "www.example.org", "--x", "-x", "/x", "•", "‣", "⁃", "--", "—", "+--",
    "====", "```", "~~~",
]  # fmt: skip
_SIGNS = [
    "\n",
    "\t",
    "\x00",
    "\x07",
    "\x85",
    "\xa0",
    "\u2028",
    "\ud800",
    "\ufffe",
    "日本",
    "é",
    "👍",
]

#: Any texts, and above all such as contain markup.
texts = st.lists(
    st.one_of(st.sampled_from(_MARKUP), st.sampled_from([" ", *_SIGNS]), st.text(max_size=4)),
    max_size=6,
).flatmap(lambda pieces: st.sampled_from(["", " "]).map(lambda between: between.join(pieces)))

#: Such as have a word, as headings and sentences do.
_words = texts.filter(str.strip)

_KINDS = st.sampled_from(["code", "name", "number", "range", "word", "prose"])
_LEVELS = st.sampled_from(["area", "criterion", "total", "plain"])


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of any texts, of two to four columns, the last of numbers."""
    kinds = [*draw(st.lists(_KINDS, min_size=1, max_size=3)), "number"]
    cells = st.tuples(*[texts for _ in kinds])
    rows = st.builds(Row, cells, _LEVELS)
    return Table(
        draw(_words),
        [Column(draw(texts), kind) for kind in kinds],
        draw(st.lists(rows, min_size=1, max_size=3)),
    )


pages = st.builds(
    Page,
    title=_words,
    blocks=st.lists(_words | tables(), max_size=6),
    language=st.sampled_from(["en", "sv"]),
)


def sentences(page: Page) -> list[str]:
    """The sentences of a page in order, the captions of its tables among them."""
    return [block.caption if isinstance(block, Table) else block for block in page.blocks]


def cells(page: Page) -> list[list[str]]:
    """The cells of all tables, row by row, their heads among them."""
    return [
        row
        for table in page.tables
        for row in (
            [column.title for column in table.columns],
            *[list(row.cells) for row in table.rows],
        )
    ]
