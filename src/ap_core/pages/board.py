"""The page for governors or a management committee: figures of groups with small numbers hidden, and no pupil."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from ap_core.centre import Roll
from ap_core.dates.plain import plain_day
from ap_core.errors import refuse
from ap_core.impact.answers import PublishedAnswer, PublishedImpact
from ap_core.law.findings import Finding
from ap_core.law.judging import Verdict
from ap_core.law.reviews import Review
from ap_core.law.wording import in_words
from ap_core.pages.html import Content, Page, page, section, table, tag
from ap_core.places import filled_on
from ap_core.progress.disclosure import CountTable, Published, publish
from ap_core.progress.measures import Measure


def board_page(roll: Roll, reviews: Iterable[Review], impact: PublishedImpact, *, on: date) -> Page:
    """What those who answer for the centre may read as on ``on``.

    ``impact`` is what the report's ``published`` returned for these readers, of the same day. Of the reviews only
    counts of pupils are shown, by the same rule. No pupil's reference stands in the page.
    :class:`~ap_core.errors.InvalidValue` for a report of another day or another centre.
    """
    plain_day(on, "board_page", "on")
    reviews = tuple(reviews)
    if impact.on != on or impact.called != roll.centre.name:
        refuse("board_page", "impact", "is of another day or centre", "give the report of this centre on this day")
    return page(
        f"{roll.centre.name}: report to {impact.purpose.value}",
        tag(
            "p",
            f"As on {in_words(on)}, of {in_words(impact.since)} to {in_words(impact.on)}. A number of pupils too small "
            "to show without telling of one of them is written c.",
            class_="quiet",
        ),
        section("Places", _places(roll, on)),
        section("Duties", _counted(publish(_duties(reviews), impact.purpose)), tag("p", _DUTIES, class_="quiet")),
        section("How pupils have come on", [_answer(answer) for answer in impact.answers]),
        tag(
            "p", "Nobody is compared with pupils who did not come, so nothing here says what caused a change.",
            class_="quiet",
        ),
        [tag("p", said, class_="quiet") for said in dict.fromkeys(each.law_checked for each in reviews) if said],
    )  # fmt: skip


_DUTIES = "A pupil is counted once, under the first heading that fits. What others owe is no breach of the centre."
_LATE, _OTHERS, _NONE = "the centre is late with something", "others are late with something", "nothing is late"


def _duties(reviews: Iterable[Review]) -> CountTable:
    """Pupils by whether anything that can still be put right is late, and with whom."""
    counts = dict.fromkeys((_LATE, _OTHERS, _NONE), 0)
    for review in reviews:
        late = [each for each in review.findings if _is_late(each)]
        ours = any(each.who.is_ours for each in late)
        counts[_LATE if ours else _OTHERS if late else _NONE] += 1
    return CountTable(
        title="Pupils by whether a duty is late", rows=("pupils",), columns=tuple(counts),
        counts=(tuple(counts.values()),),
    )  # fmt: skip


def _is_late(finding: Finding) -> bool:
    return finding.verdict is Verdict.NOT_MET and finding.curable


def _places(roll: Roll, on: date) -> Content:
    """The whole centre alone: of a part of it, few pupils fill few places, and each could be told."""
    whole = filled_on(roll, on)[0]
    if whole.places is None:
        return tag("p", "How many places there are is not set.")
    least, most = (Decimal(each) / 10 for each in (whole.sessions_least, whole.sessions_most))
    shown = f"{least:f}" if least == most else f"{least:f} to {most:f}"
    return tag("p", f"{shown} of {whole.places} places taken, a place for each ten sessions a week. {whole.says}")


def _answer(answer: PublishedAnswer) -> Iterator[Content]:
    yield tag("h3", answer.question)
    yield tag("ul", [tag("li", _measure(each)) for each in (answer.measure, *answer.beside)])
    for counts in answer.counts:
        yield _counted(counts)
    for remark in answer.remarks:
        yield tag("p", remark, class_="quiet")
    if answer.measure.not_for:
        yield tag("p", f"Not for {', nor for '.join(answer.measure.not_for)}.", class_="quiet")


def _measure(measure: Measure) -> str:
    return str(measure)


def _counted(found: Published) -> Content:
    return table(
        ("", *found.columns),
        (
            (row, *("c" if count is None else str(count) for count in line))
            for row, line in zip(found.rows[:-1], found.counts[:-1], strict=True)
        ),
        caption=found.title, class_="numbers",
    )  # fmt: skip
