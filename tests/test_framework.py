"""The framework: found by code, the bundled versions, and files of one's own."""

from __future__ import annotations

import copy
import io
import json
import pickle
import subprocess
import sys
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings, strategies as st

from kommunkompass import (
    Area,
    Criterion,
    Framework,
    InputError,
    InvalidValueError,
    KommunkompassError,
    SourceError,
    Term,
    UnknownCodeError,
    framework_versions,
    get_framework,
    load_framework,
)
from kommunkompass.framework import TOTAL
from strategies import frameworks, small_framework

VERSIONS = ("2.1", "2010", "2020", "pre-2010")

# The maxima of version 2.1's criteria, area by area.
MAXIMA = {
    "1": [15, 20, 25, 30, 10],
    "2": [15, 25, 20, 20, 20],
    "3": [15, 25, 25, 20, 15],
    "4": [15, 10, 20, 15, 20, 20],
    "5": [15, 20, 20, 15, 20, 10],
    "6": [15, 20, 25, 15, 15, 10],
    "7": [15, 25, 20, 20, 20],
    "8": [15, 15, 15, 15, 10, 15, 15],
}


def number_of(code: str) -> list[int]:
    """A code as the numbers that it is made of."""
    return [int(number) for number in code.split(".")]


class TestBundledVersions:
    def test_are_listed(self) -> None:
        """Four editions come with the library."""
        assert framework_versions() == VERSIONS

    @pytest.mark.parametrize("version", VERSIONS)
    def test_sum_up(self, version: str) -> None:
        """Law 1: maxima sum to 100 an area and 800 in all; codes are unique and ordered."""
        framework = get_framework(version)
        assert framework.version == version
        assert framework.maximum == 800
        assert [area.code for area in framework.areas] in ([], list("12345678"))
        for area in framework.areas:
            assert area.maximum == 100
            assert sum(criterion.maximum for criterion in area.criteria) in (0, 100)
        codes = [number_of(criterion.code) for criterion in framework.criteria]
        assert codes == sorted(codes)
        assert len({item.code for item in framework}) == len(list(framework))

    def test_version_2_1_has_45_criteria_with_the_published_maxima(self) -> None:
        """Rule 1.1: 8 areas, 45 criteria of 10 to 30 points, 800 points."""
        framework = get_framework("2.1")
        assert len(framework.criteria) == 45
        assert {
            area.code: [criterion.maximum for criterion in area.criteria]
            for area in framework.areas
        } == MAXIMA
        assert get_framework() is framework

    @pytest.mark.parametrize(
        ("version", "areas", "criteria"), [("2010", 8, 0), ("2020", 8, 0), ("pre-2010", 0, 0)]
    )
    def test_other_versions_have_no_criteria(
        self, version: str, areas: int, criteria: int
    ) -> None:
        """What is not known of an edition is left out, not invented."""
        framework = get_framework(version)
        assert (len(framework.areas), len(framework.criteria)) == (areas, criteria)

    def test_2010_and_2_1_share_an_era(self) -> None:
        """Results of one era are compared directly; the other editions stand alone."""
        eras = {version: get_framework(version).era for version in VERSIONS}
        assert eras["2010"] == eras["2.1"]
        assert len(set(eras.values())) == 3

    @pytest.mark.parametrize("version", VERSIONS)
    def test_everything_has_a_name_in_two_languages_and_a_source(self, version: str) -> None:
        """Each area and criterion says where it is published, and has both titles."""
        for item in get_framework(version):
            assert item.title
            assert item.title_en
            assert item.source
            assert item.title_in("sv") == item.title
            assert item.title_in("en") == item.title_en

    def test_slips_of_the_printed_titles_are_corrected_and_kept(self) -> None:
        """6.3 is printed with a doubled word; the printed wording stands beside the title."""
        framework = get_framework("2.1")
        criterion = framework["6.3"]
        assert isinstance(criterion, Criterion)
        assert criterion.title == "Läggs stor vikt vid kompetens- och medarbetarutveckling?"
        assert criterion.printed_title == (
            "Läggs stor vikt läggs vid kompetens- och medarbetarutveckling?"
        )
        corrected = [each.code for each in framework.criteria if each.printed_title is not None]
        assert corrected == ["3.2", "5.3", "6.3"]

    def test_the_second_name_of_area_7_is_kept(self) -> None:
        """The report's table of contents still has the name of the edition before."""
        area = get_framework("2.1")["7"]
        assert isinstance(area, Area)
        assert area.title == "Ständiga förbättringar"
        assert area.other_titles == ("Verksamhetsutveckling",)
        assert get_framework("2010")["7"].title == "Verksamhetsutveckling"

    def test_headings_are_not_criteria(self) -> None:
        """Area 2 has a heading, freedom of choice, that no criterion scores."""
        area = get_framework("2.1")["2"]
        assert isinstance(area, Area)
        assert len(area.headings) == 6
        assert len(area.criteria) == 5
        assert "Valfrihet" in [heading.title for heading in area.headings]

    def test_evidence_comes_from_three_sources(self) -> None:
        """Interviews, official documents, website and intranet."""
        titles = [term.title for term in get_framework("2.1").evidence]
        assert titles == [
            "Intervjuer",
            "Officiella dokument",
            "Kommunens hemsida och intranät",
        ]

    @pytest.mark.parametrize(
        ("version", "first", "last"),
        [
            ("2.1", 2016, 2019),
            ("2010", 2010, 2015),
            ("pre-2010", 2002, 2010),
            ("2020", 2020, None),
        ],
    )
    def test_a_version_covers_the_years_of_its_use(
        self, version: str, first: int, last: int | None
    ) -> None:
        """Rule 7.1: from its first year to its last, which may not be known yet."""
        framework = get_framework(version)
        assert (framework.first_year, framework.last_year) == (first, last)
        assert not framework.covers(first - 1)
        assert framework.covers(first)
        assert framework.covers(last or 2999)
        assert last is None or not framework.covers(last + 1)

    def test_a_version_ends_no_earlier_than_it_began(self) -> None:
        """It would have been in use in no year; one year is enough, and either may be unknown."""
        plain = small_framework(1)
        with pytest.raises(InvalidValueError, match="a year from 2020 on") as caught:
            attrs.evolve(plain, first_year=2020, last_year=2019)
        assert (caught.value.item, caught.value.value) == ("last_year", 2019)
        assert attrs.evolve(plain, first_year=2020, last_year=2020).covers(2020)
        assert attrs.evolve(plain, last_year=1).covers(1)
        assert attrs.evolve(plain, first_year=2020).covers(2021)

    def test_a_version_without_years_covers_all(self) -> None:
        """What is not known rules nothing out."""
        assert small_framework([1]).covers(1)

    def test_what_is_assumed_is_marked(self) -> None:
        """The source does not state the ends of the scale before 2010."""
        notes = get_framework("pre-2010").notes
        assert [note for note in notes if note.startswith("Assumed: ")]

    @pytest.mark.parametrize("version", ["3", "", "2.1.toml", "../2.1", None, 2.1, ["2.1"]])
    def test_an_unknown_version_is_refused(self, version: str) -> None:
        """The error lists the versions that there are."""
        with pytest.raises(UnknownCodeError, match=r"one of 2\.1, 2010, 2020, pre-2010") as caught:
            get_framework(version)
        assert caught.value.item == "framework version"
        assert caught.value.value is version


class TestItems:
    def test_are_found_by_code(self) -> None:
        """A criterion, an area and the total, each by the code that a report prints."""
        framework = get_framework("2.1")
        assert framework["1.4"].maximum == 30
        assert framework["1"].maximum == 100
        assert framework[TOTAL] is framework
        assert [framework[code].label for code in ("1.4", "1", "total")] == [
            "criterion 1.4",
            "area 1",
            "total",
        ]

    @given(frameworks())
    def test_come_in_the_order_of_the_overview(self, framework: Framework) -> None:
        """Each area is followed by its criteria; the total comes last."""
        expected: list[object] = []
        for area in framework.areas:
            expected += [area, *area.criteria]
        assert list(framework) == [*expected, framework]
        assert framework.criteria == tuple(
            item for item in framework if isinstance(item, Criterion)
        )
        for item in framework:
            assert item.code in framework
            assert framework[item.code] is item

    def test_have_titles_in_two_languages_only(self) -> None:
        """An unknown language is refused, not taken for English."""
        with pytest.raises(UnknownCodeError, match='"en" or "sv"'):
            get_framework("2.1")["1.4"].title_in("no")  # type: ignore[arg-type]

    @given(frameworks())
    def test_know_their_parts(self, framework: Framework) -> None:
        """The total's parts are the areas, an area's its criteria; their maxima sum up."""
        assert framework.parts(framework) == framework.areas
        for area in framework.areas:
            assert framework.parts(area) == area.criteria
        for criterion in framework.criteria:
            assert framework.parts(criterion) == ()

    @pytest.mark.parametrize("code", ["9.9", "", "1.", "01", "1.40", " 1", None, 1, 1.4, ["1"]])
    def test_an_unknown_code_is_refused(self, code: str) -> None:
        """The error names the framework, the code as it was given, and the form of codes."""
        framework = get_framework("2.1")
        assert code not in framework
        with pytest.raises(UnknownCodeError, match=r"1, 1\.1 … total") as caught:
            framework[code]
        assert caught.value.item == "framework 2.1"
        assert caught.value.value is code

    def test_a_small_framework_lists_all_its_codes(self) -> None:
        """Where codes are few, the error names each."""
        with pytest.raises(UnknownCodeError, match=r"1, 1\.1, 1\.2, 2, total"):
            small_framework([1, 2], 3)["3"]


class TestFrameworksAreValues:
    """Law 10: immutable, hashable, picklable, and equal by value."""

    @given(frameworks(), frameworks())
    def test_equal_by_value(self, one: Framework, other: Framework) -> None:
        """Two frameworks are equal if all that they say is."""
        same = [item.maximum for item in one] == [item.maximum for item in other] and [
            item.code for item in one
        ] == [item.code for item in other]
        assert (one == other) == same
        assert (hash(one) == hash(other)) or not same
        assert small_framework([1]) != small_framework([1], version="other")

    @given(frameworks())
    def test_picklable(self, framework: Framework) -> None:
        """A framework that is sent elsewhere is the same, and finds its items."""
        for again in (
            pickle.loads(pickle.dumps(framework)),
            copy.copy(framework),
            copy.deepcopy(framework),
        ):
            assert again == framework
            assert hash(again) == hash(framework)
            assert again["total"] is again

    def test_hashes_are_fresh_in_another_process(self) -> None:
        """A pickled framework is found in a set of a process that hashes text differently."""
        program = (
            "import pickle, sys; from kommunkompass import get_framework; "
            "found = pickle.load(sys.stdin.buffer); print(found in {get_framework()})"
        )
        framework = get_framework()
        hash(framework)
        result = subprocess.run(
            [sys.executable, "-c", program], input=pickle.dumps(framework), capture_output=True
        )
        assert result.stdout.split() == [b"True"], result.stderr

    def test_immutable(self) -> None:
        """Nothing about a framework or its items can be set."""
        framework = small_framework([1])
        for item in framework:
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                item.maximum = 2  # type: ignore[misc]
        with pytest.raises(TypeError):
            framework._items["1"] = framework  # type: ignore[index]


# Files

LIBRARY = """\
format = 1
version = "library"
title = "Bibliotekskompassen"
title_en = "The Library Compass"
maximum = 50
era = "library"
source = "Our handbook"
notes = ["Assumed: the scale begins at 0."]
first_year = 1999
last_year = 2024

[[evidence]]
title = "Besök"
title_en = "Visits"

[[areas]]
code = "1"
title = "Öppettider"
title_en = "Opening hours"
maximum = 30
source = "Page 4"
other_titles = ["Tider"]
headings = [{ title = "Kvällar", title_en = "Evenings" }]

[[areas.criteria]]
code = "1.1"
title = "Öppet på kvällar?"
title_en = "Open in the evening?"
maximum = 20
source = "Page 5"
printed_title = "Öppet på på kvällar?"

[[areas.criteria]]
code = "1.3"
title = "Öppet på söndagar?"
title_en = "Open on Sundays?"
maximum = 10
source = "Page 6"

[[areas]]
code = "2"
title = "Samlingar"
title_en = "Collections"
maximum = 20
source = "Page 7"
"""


def load(text: str | bytes) -> Framework:
    """A framework from what a file holds."""
    return load_framework(io.BytesIO(text.encode() if isinstance(text, str) else text))


def faults_of(text: str | bytes) -> list[tuple[str, object]]:
    """Item and value of each fault that a file is refused for."""
    with pytest.raises(InputError) as caught:
        load(text)
    return [(fault.item, fault.value) for fault in caught.value.faults]


def written(value: object) -> str:
    """A value as TOML, all tables inline."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{written(k)} = {written(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(written, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def document(table: Mapping[str, object]) -> str:
    """A table as a TOML document, a line for each key."""
    return "\n".join(f"{written(key)} = {written(value)}" for key, value in table.items())


def plain(item: Framework | Area | Criterion | Term) -> dict[str, object]:
    """What a framework file says of an item."""
    found: dict[str, object] = {"format": 1} if isinstance(item, Framework) else {}
    for field in attrs.fields(type(item)):
        value = getattr(item, field.name)
        if field.init and value is not None:
            table = isinstance(value, tuple) and value and not isinstance(value[0], str)
            found[field.name] = [plain(entry) for entry in value] if table else value
    return found


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x7f"), min_size=1)


@st.composite
def named_frameworks(draw: st.DrawFn) -> Framework:
    """Frameworks with all that a file can say: names, notes, headings and gaps in the codes."""
    terms = st.lists(st.builds(Term, title=TEXTS, title_en=TEXTS), max_size=2).map(tuple)
    texts = st.lists(st.text("aå\"'\\\n", max_size=3), max_size=2).map(tuple)
    areas = tuple(
        attrs.evolve(
            area,
            title=draw(TEXTS),
            headings=draw(terms),
            other_titles=draw(texts),
            criteria=tuple(
                attrs.evolve(
                    criterion,
                    code=f"{area.code}.{3 * place}",
                    title_en=draw(TEXTS),
                    printed_title=draw(st.none() | TEXTS),
                )
                for place, criterion in enumerate(area.criteria, 1)
            ),
        )
        for area in draw(frameworks(most_areas=2, most_criteria=2)).areas
    )
    return Framework(
        version=draw(TEXTS),
        title="T",
        title_en="T",
        era="e",
        source="s",
        maximum=sum(area.maximum for area in areas) or 7,
        areas=areas,
        evidence=draw(terms),
        notes=draw(texts),
        first_year=draw(st.none() | st.integers(1900, 2100)),
    )


class TestFilesOfOnesOwn:
    def test_a_file_is_read(self, tmp_path: Path) -> None:
        """All that it says is there; criteria may have gaps in their codes, areas no criteria."""
        path = tmp_path / "library.toml"
        path.write_text(LIBRARY, encoding="utf-8")
        framework = load_framework(path)
        assert plain(framework)["areas"] == [
            {
                "code": "1",
                "title": "Öppettider",
                "title_en": "Opening hours",
                "maximum": 30,
                "source": "Page 4",
                "other_titles": ("Tider",),
                "headings": [{"title": "Kvällar", "title_en": "Evenings"}],
                "criteria": [
                    {
                        "code": "1.1",
                        "title": "Öppet på kvällar?",
                        "title_en": "Open in the evening?",
                        "maximum": 20,
                        "source": "Page 5",
                        "printed_title": "Öppet på på kvällar?",
                    },
                    {
                        "code": "1.3",
                        "title": "Öppet på söndagar?",
                        "title_en": "Open on Sundays?",
                        "maximum": 10,
                        "source": "Page 6",
                    },
                ],
            },
            {
                "code": "2",
                "title": "Samlingar",
                "title_en": "Collections",
                "maximum": 20,
                "source": "Page 7",
                "other_titles": (),
                "headings": (),
                "criteria": (),
            },
        ]
        assert (framework.first_year, framework.last_year) == (1999, 2024)
        assert framework.evidence == (Term(title="Besök", title_en="Visits"),)
        assert framework.notes == ("Assumed: the scale begins at 0.",)

    def test_a_path_may_be_text_and_a_file_may_be_open(self, tmp_path: Path) -> None:
        """However it is given, the file is the same."""
        path = tmp_path / "library.toml"
        path.write_bytes(LIBRARY.encode())
        expected = load(LIBRARY)
        assert load_framework(path) == expected
        assert load_framework(str(path)) == expected
        with path.open("rb") as file:
            assert load_framework(file) == expected

    @pytest.mark.parametrize(
        "content",
        [
            LIBRARY.encode("utf-8-sig"),
            LIBRARY.replace("\n", "\r\n").encode(),
            LIBRARY.replace("\n", "\r\n").encode("utf-8-sig"),
        ],
        ids=["mark", "Windows", "both"],
    )
    def test_what_editors_add_does_no_harm(self, content: bytes) -> None:
        """A byte order mark, or the line ends of Windows."""
        assert load(content) == load(LIBRARY)

    @pytest.mark.parametrize("version", VERSIONS)
    def test_a_bundled_file_goes_through_the_same_loader(self, version: str) -> None:
        """Copying a bundled file is a good way to begin one's own."""
        bundled = files("kommunkompass") / "frameworks" / f"{version}.toml"
        assert load(bundled.read_bytes()) == get_framework(version)

    @given(named_frameworks())
    def test_any_framework_can_be_written_and_read(self, framework: Framework) -> None:
        """Whatever the names are, a file that follows the format gives back the framework."""
        assert load(document(plain(framework))) == framework

    @pytest.mark.parametrize(
        ("years", "told"),
        [("", (None, None)), ("last_year = 1\n", (None, 1)), ("first_year = 5\n", (5, None))],
    )
    def test_a_year_may_be_left_out(self, years: str, told: tuple[int | None, int | None]) -> None:
        """Either, or both: what is not known is held against nothing."""
        framework = load(LIBRARY.replace("first_year = 1999\nlast_year = 2024\n", years))
        assert (framework.first_year, framework.last_year) == told

    def test_a_framework_may_have_no_areas(self) -> None:
        """Then only its total is scored."""
        head = LIBRARY.partition("[[areas]]")[0]
        framework = load(head)
        assert framework.areas == ()
        assert framework.criteria == ()
        assert list(framework) == [framework]
        assert framework.maximum == 50


#: A fault: what stands in the file, what is there instead, and the item and value named.
FAULTS: list[tuple[str, str, str, object]] = [
    ("format = 1\n", "", "format", "nothing"),
    ("format = 1", "format = 2", "format", 2),
    ("format = 1", "format = true", "format", True),
    ("format = 1", "format = 1.0", "format", 1.0),
    ('version = "library"\n', "", "version", "nothing"),
    ('version = "library"', "version = 2.1", "version", 2.1),
    ('title = "Bibliotekskompassen"', 'title = ""', "title", ""),
    ("maximum = 50", "maximum = 0", "maximum", 0),
    ("maximum = 50", "maximum = -50", "maximum", -50),
    ("maximum = 50", "maximum = 50.0", "maximum", 50.0),
    ("maximum = 50", "maximum = true", "maximum", True),
    ("maximum = 50", 'maximum = "50"', "maximum", "50"),
    ("maximum = 50", "maximum = 1000000001", "maximum", 1_000_000_001),
    ("maximum = 50", "maximum = 51", "maximum", 51),
    ("maximum = 50\n", "", "maximum", "nothing"),
    ("era =", "erra =", "era", "nothing"),
    ("first_year = 1999", 'first_year = "1999"', "first_year", "1999"),
    ("last_year = 2024", "last_year = 2024-01-01T00:00:00", "last_year", None),
    ("last_year = 2024", "last_year = 1998", "last_year", 1998),
    ('notes = ["Assumed: the scale begins at 0."]', "notes = [1]", "notes", [1]),
    ('notes = ["Assumed: the scale begins at 0."]', 'notes = "x"', "notes", "x"),
    ('title = "Besök"\n', "", "evidence[0]: title", "nothing"),
    ('code = "1"\n', 'code = ""\n', "areas[0] (): code", ""),
    ('code = "1"\n', "code = 1\n", "areas[0]: code", 1),
    ('code = "1"\n', "", "areas[0]: code", "nothing"),
    ('code = "2"\n', 'code = "02"\n', "areas[1] (02): code", "02"),
    ('code = "2"\n', 'code = "två"\n', "areas[1] (två): code", "två"),
    ('code = "2"\n', 'code = "٢"\n', "areas[1] (٢): code", "٢"),
    ('code = "2"\n', 'code = "2.5"\n', "areas[1] (2.5): code", "2.5"),
    ('code = "2"\n', 'code = "1234567890"\n', "areas[1] (1234567890): code", "1234567890"),
    ('code = "2"\n', 'code = "1"\n', "areas", "1"),
    ("maximum = 30", "maximum = 30.0", "areas[0] (1): maximum", 30.0),
    ('source = "Page 4"\n', "", "areas[0] (1): source", "nothing"),
    ('other_titles = ["Tider"]', "other_titles = [[]]", "areas[0] (1): other_titles", [[]]),
    (', title_en = "Evenings"', "", "areas[0].headings[0]: title_en", "nothing"),
    ('code = "1.1"', 'code = "2.1"', "areas[0] (1): criteria", "2.1"),
    ('code = "1.1"', 'code = "1"', "areas[0].criteria[0] (1): code", "1"),
    ('code = "1.1"', 'code = "1.01"', "areas[0].criteria[0] (1.01): code", "1.01"),
    ('code = "1.1"', 'code = "1.1.1"', "areas[0].criteria[0] (1.1.1): code", "1.1.1"),
    ('code = "1.1"', 'code = "1.3"', "areas[0] (1): criteria", "1.3"),
    ('code = "1.1"', 'code = "1.4"', "areas[0] (1): criteria", "1.3"),
    ('code = "1.1"\n', "", "areas[0].criteria[0]: code", "nothing"),
    ("maximum = 10", "maximum = 11", "areas[0] (1): maximum", 30),
    ("maximum = 10", "maximum = 0", "areas[0].criteria[1] (1.3): maximum", 0),
    ('source = "Page 6"', "source = 6", "areas[0].criteria[1] (1.3): source", 6),
    ('"Öppet på på kvällar?"', "1", "areas[0].criteria[0] (1.1): printed_title", 1),
]


class TestFaultsOfFiles:
    @pytest.mark.parametrize(("right", "wrong", "item", "value"), FAULTS)
    def test_each_is_named_with_its_place_and_value(
        self, right: str, wrong: str, item: str, value: object
    ) -> None:
        """One fault in a file is one fault in the error, located by path and code."""
        assert right in LIBRARY
        faults = faults_of(LIBRARY.replace(right, wrong, 1))
        if wrong.startswith("erra"):
            assert faults.pop() == ("'erra'", "library")
        if value is not None:
            assert faults == [(item, value)]
        assert [found for found, _ in faults] == [item]

    def test_many_are_named_at_once(self) -> None:
        """A file with five faults is refused once, with five faults."""
        text = (
            LIBRARY.replace('title = "Bibliotekskompassen"', "title = 5")
            .replace("era =", "area =")
            .replace("maximum = 20", 'maximum = "20"', 1)
            .replace('code = "2"', 'code = "1"')
        )
        assert set(faults_of(text)) == {
            ("title", 5),
            ("era", "nothing"),
            ("'area'", "library"),
            ("areas[0].criteria[0] (1.1): maximum", "20"),
            ("areas", "1"),
        }

    def test_a_maximum_is_checked_against_the_parts_and_the_whole(self) -> None:
        """An area's maximum that fits neither its criteria nor the framework is wrong twice."""
        text = LIBRARY.replace("maximum = 30", "maximum = 40")
        assert faults_of(text) == [("areas[0] (1): maximum", 40), ("maximum", 50)]

    def test_every_unknown_key_is_named(self) -> None:
        """Misspelt keys are refused, in the same order each time, and the right ones listed."""
        keys = [f"key_{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
        text = "\n".join(f"{key} = 1" for key in keys) + "\n" + LIBRARY
        with pytest.raises(InputError, match="only the keys format, version, title") as caught:
            load(text)
        assert [fault.item for fault in caught.value.faults] == [repr(key) for key in keys]

    @pytest.mark.parametrize(
        ("head", "item"), [("areas = 1", "areas"), ("evidence = {}", "evidence")]
    )
    def test_a_list_of_tables_is_needed(self, head: str, item: str) -> None:
        """Where tables are listed, anything else is a fault."""
        text = head + "\n" + LIBRARY.partition("[[")[0]
        assert [found for found, _ in faults_of(text)] == [item]

    def test_a_list_has_an_end(self) -> None:
        """A file of a million bytes would hold far more tables than anybody needs."""
        text = LIBRARY.partition("[[")[0] + "evidence = [" + "{},\n" * 2_001 + "]"
        assert faults_of(text) == [("TOML", "more than 2000 of the signs [ { .")]

    def test_an_entry_that_is_no_table_is_one_fault(self) -> None:
        """What cannot have keys is not reproached with each key it lacks."""
        text = LIBRARY.replace('{ title = "Kvällar", title_en = "Evenings" }', "17")
        assert faults_of(text) == [("areas[0].headings[0]", 17)]

    def test_the_error_names_the_file(self, tmp_path: Path) -> None:
        """As it was given by the caller."""
        path = tmp_path / "mine.toml"
        path.write_text("format = 1", encoding="utf-8")
        with pytest.raises(InputError) as caught:
            load_framework(path)
        assert caught.value.item == str(path)
        with path.open("rb") as file, pytest.raises(InputError) as caught:
            load_framework(file)
        assert caught.value.item == str(path)
        assert str(caught.value).count("nothing") == len(caught.value.faults) == 6

    @pytest.mark.parametrize(
        "text",
        [
            "format",
            "format = ",
            "a = 1\na = 2",
            "[[areas]\n",
            "maximum = " + "9" * 5000,
            "a = " + "[" * 100_000,
            "a = " + "{b = " * 100_000,
            "a = '\r'",
        ],
        ids=["word", "no-value", "twice", "bracket", "digits", "lists", "tables", "return"],
    )
    def test_text_that_is_no_toml_is_one_fault(self, text: str) -> None:
        """Whatever the parser stumbles on, it is named; nothing else escapes."""
        assert [item for item, _ in faults_of(text)] == ["TOML"]

    def test_the_line_that_is_no_toml_is_named(self) -> None:
        """However long the parser's words are."""
        text = 'format = 1\nversion = "mine"\nmaximum = 30,5\n'
        with pytest.raises(InputError, match=r"at line 3, column 13\)") as caught:
            load(text)
        assert "…" not in str(caught.value)

    def test_an_empty_file_lacks_everything_needed(self) -> None:
        """All keys that must be there are named."""
        assert faults_of("") == [
            (key, "nothing")
            for key in ("format", "version", "title", "title_en", "maximum", "source", "era")
        ]

    @given(st.binary(max_size=200))
    def test_no_bytes_do_harm(self, content: bytes) -> None:
        """Garbage gives an error of the family."""
        with pytest.raises((InputError, SourceError)):
            load(content)

    @settings(max_examples=200)
    @given(st.data())
    def test_no_values_do_harm(self, data: st.DataObject) -> None:
        """Any value under any key gives a framework that adds up, or an error of the family."""
        value = st.recursive(
            st.none().map(lambda _: "")
            | st.integers(-1, 10**10)
            | st.booleans()
            | st.floats(-1, 100, allow_nan=False)
            | st.sampled_from(["1", "1.1", "2", "x"]),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from(["code", "title", "x"]), inner, max_size=3)
            ),
            max_leaves=5,
        )
        table = plain(load(LIBRARY))
        places = [table, *table["areas"], *table["areas"][0]["criteria"]]  # type: ignore[misc, index]
        place = data.draw(st.sampled_from(places))
        key = data.draw(st.sampled_from([*place, "unknown"]))
        place[key] = data.draw(value)
        faults: tuple[KommunkompassError, ...] = ()
        try:
            framework = load(document(table))
        except InputError as error:
            faults = error.faults
        assert faults or (
            sum(area.maximum for area in framework.areas) in (0, framework.maximum)
            and len({item.code for item in framework}) == len(list(framework))
        )


class TestFilesThatCannotBeRead:
    @pytest.mark.parametrize("name", ["missing.toml", ".", "a\0b"])
    def test_are_named(self, tmp_path: Path, name: str) -> None:
        """A missing file, a directory or an impossible name."""
        path = f"{tmp_path}/{name}"
        with pytest.raises(SourceError) as caught:
            load_framework(path)
        assert caught.value.item == "source"
        assert caught.value.value == path

    def test_are_errors_of_the_operating_system_too(self, tmp_path: Path) -> None:
        """Whoever catches OSError catches them."""
        with pytest.raises(OSError, match="cannot be read"):
            load_framework(tmp_path / "missing.toml")

    def test_a_closed_file(self, tmp_path: Path) -> None:
        """A file has to be open."""
        path = tmp_path / "library.toml"
        path.write_text(LIBRARY, encoding="utf-8")
        with path.open("rb") as file:
            pass
        with pytest.raises(SourceError, match="closed file") as caught:
            load_framework(file)
        assert caught.value.value == str(path)

    @pytest.mark.parametrize("content", [b"\xff\xfe\0", b"\x89PNG\r\n\x1a\n\0", b"\0"])
    def test_binary_content(self, content: bytes) -> None:
        """What is no text is no framework file."""
        with pytest.raises(SourceError) as caught:
            load(content)
        assert caught.value.value == "text"

    @pytest.mark.parametrize("letter", ["#", "ö"])
    def test_a_huge_file(self, letter: str) -> None:
        """No more than a million bytes are read, in whatever letters."""
        with pytest.raises(SourceError, match="at most 1 MB"):
            load("##" + letter * 1_000_000)

    def test_a_file_of_a_million_bytes(self) -> None:
        """The limit itself is allowed."""
        text = LIBRARY + "#\n".ljust(5_000, "#") * 199
        assert load(text.ljust(1_000_000 - len(text.encode()) + len(text), "#")) == load(LIBRARY)

    def test_text_is_read_as_other_sources_are(self, tmp_path: Path) -> None:
        """Opened as text, or saved by an editor in another encoding than TOML's own."""
        path = tmp_path / "library.toml"
        path.write_text(LIBRARY, encoding="cp1252")
        with path.open(encoding="cp1252") as file:
            assert load_framework(file) == load_framework(path) == load(LIBRARY)

    @pytest.mark.parametrize("source", [None, 17, LIBRARY.encode()])
    def test_what_is_no_file(self, source: object) -> None:
        """Neither path nor file: an error of the family that says what is allowed."""
        with pytest.raises(KommunkompassError, match="path"):
            load_framework(source)  # type: ignore[arg-type]
