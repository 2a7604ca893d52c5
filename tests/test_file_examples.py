"""The files that pages show are found, and written for the examples that use them."""

from pathlib import Path

from sybil import Document, Example

from file_examples import files, write

PAGE = """\
# A page

```{code-block} text
:caption: ours.csv

code;points
1;37
```

```{code-block} text
a block without a name
```

````{code-block} md
:caption: page.md

```{note}
inside
```
````
"""


def test_blocks_with_a_name_are_found() -> None:
    """Each with its text; a block without a name is no file."""
    regions = list(files(Document(PAGE, "page.md")))
    assert [region.parsed for region in regions] == [
        ("ours.csv", "code;points\n1;37\n"),
        ("page.md", "```{note}\ninside\n```\n"),
    ]


def test_files_are_written(tmp_path: Path, monkeypatch) -> None:
    """Into the directory that the page's examples run in."""
    monkeypatch.chdir(tmp_path)
    document = Document(PAGE, "page.md")
    for region in files(document):
        write(Example(document, 1, 1, region, {}))
    assert Path("ours.csv").read_text(encoding="utf-8") == "code;points\n1;37\n"
