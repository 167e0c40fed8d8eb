"""The page of a head of centre: this week's duties, what to chase, what to find out, and each pupil's open findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from ap_core.centre import Roll
from ap_core.dates.plain import plain_day
from ap_core.dates.years import AcademicYear
from ap_core.law.findings import Finding
from ap_core.law.judging import Verdict
from ap_core.law.questions import questions
from ap_core.law.reviews import Review
from ap_core.law.showing import by
from ap_core.law.unknown import Reason
from ap_core.law.wording import in_words
from ap_core.pages.findings import explained
from ap_core.pages.html import Content, Html, Page, folded, page, section, table, tag
from ap_core.papers.chase import chase_lists
from ap_core.pictures.centre_year import centre_year_svg
from ap_core.pictures.drawing import Picture
from ap_core.pictures.due_calendar import due_calendar_svg
from ap_core.places import headcount

_FOUR_WEEKS = timedelta(days=27)


def centre_page(roll: Roll, reviews: Sequence[Review], *, on: date) -> Page:
    """The whole page as on ``on``, from the reviews of the roll's pupils: for the centre's own staff alone."""
    plain_day(on, "centre_page", "on")
    findings = [finding for review in reviews for finding in review.findings]
    sunday = on + timedelta(days=6 - on.weekday())
    ours = [each for each in findings if each.who.is_ours and _asks(each)]
    return page(
        f"{roll.centre.name}, {in_words(on)}",
        tag("p", "For the centre's own staff: not to be passed on.", class_="quiet"),
        _glance(roll, on),
        section("Today", _duties(each for each in ours if _day(each, on) <= on)),
        section("This week", _duties(each for each in ours if on < _day(each, on) <= sunday)),
        section("Next four weeks", _duties(each for each in ours if sunday < _day(each, on) <= on + _FOUR_WEEKS)),
        section("What others owe (not our breach)", _chased(roll, reviews, on)),
        section("Readings differ", _differ(findings)),
        section("Need to know", _needed(findings)),
        section(
            "Calendar",
            _wide("The calendar", due_calendar_svg(findings, on=on, title=f"Due in four weeks from {in_words(on)}")),
        ),
        section(
            "The year",
            _wide("The year", centre_year_svg(roll, AcademicYear.of(on), on=on, title="Who is here, and when")),
        ),
        section("Pupil by pupil", [_pupil(review) for review in reviews]),
        [tag("p", said, class_="quiet") for said in dict.fromkeys(each.law_checked for each in reviews) if said],
    )  # fmt: skip


def _wide(name: str, picture: Picture) -> Html:
    """A picture that a narrow screen scrolls: the keyboard reaches it too."""
    return tag("figure", picture, tabindex="0", role="region", aria_label=name)


def _asks(finding: Finding) -> bool:
    """Whether somebody can still do something that is known to be owed."""
    return finding.curable and finding.verdict in (Verdict.NOT_MET, Verdict.PENDING)


def _day(finding: Finding, on: date) -> date:
    """The day under which a duty stands: today if it is late, and soon, tomorrow, if it has no day of its own."""
    if finding.verdict is Verdict.NOT_MET:
        return on
    return finding.due.last_day if finding.due else on + timedelta(days=1)


def _glance(roll: Roll, on: date) -> Html:
    count = headcount(roll, on)
    told = [
        f"{number} {how}"
        for number, how in (
            (count.single, "single"), (count.main, "dual, main here"), (count.subsidiary, "dual, main elsewhere"),
            (count.guest, "guest"), (count.not_known, "not known how"),
        )
        if number
    ]  # fmt: skip
    return tag("p", f"{count.all} on roll: {', '.join(told) or 'nobody'}.")


def _duties(findings: Iterable[Finding]) -> Content:
    """Each duty with who and by when; a click tells why and under which provision."""
    ordered = sorted(findings, key=lambda each: (each.due.last_day if each.due else date.max, each.key))
    if not ordered:
        return tag("p", "Nothing.")
    return table(
        ("Pupil", "What to do", "Who", "By"),
        (
            (each.subject, [tag("div", _to_do(each)), explained(each)], each.who.value, by(each) or _SOON[each.verdict])
            for each in ordered
        ),
    )


#: When to do what has no day of its own.
_SOON = {Verdict.NOT_MET: "now", Verdict.PENDING: "soon"}


def _to_do(finding: Finding) -> str:
    late = finding.verdict is Verdict.NOT_MET or finding.due is None
    return f"{finding.because} {finding.act}" if late else finding.act or finding.because


def _chased(roll: Roll, reviews: Sequence[Review], on: date) -> Content:
    """The same as the chase lists, one body under another."""
    found = [
        (paper, [line for part in paper.parts for line in part.lines if line.who])
        for paper in chase_lists(roll, reviews, on=on)
    ]
    told = [
        folded(
            f"{paper.to}: {len(lines)}",
            table(
                ("Pupil", "What", "By", "Provision"),
                ((line.pupil, line.text, line.when, str(line.citation)) for line in lines),
            ),
        )
        for paper, lines in found
        if lines
    ]  # fmt: skip
    return told or tag("p", "Nothing.")


def _differ(findings: Iterable[Finding]) -> Content:
    told = [
        folded([tag("b", each.subject), f" {each.because}"], explained(each))
        for each in findings
        if each.verdict is Verdict.UNDETERMINED and each.reason is Reason.READINGS_DIFFER
    ]
    return told or tag("p", "Nothing.")


def _needed(findings: Iterable[Finding]) -> Content:
    """Each question once, with whom to ask and about which pupils: the one that most wait for first."""
    asked: dict[tuple[str, str], dict[str, int]] = {}
    for each in questions(findings):
        if each.need.reason is not Reason.READINGS_DIFFER:
            pupils = asked.setdefault((each.of, each.ask), {})
            pupils[each.subject] = pupils.get(each.subject, 0) + len(each.findings)
    if not asked:
        return tag("p", "Nothing.")
    ordered = sorted(asked.items(), key=lambda pair: (-sum(pair[1].values()), pair[0]))
    return table(
        ("Ask", "Question", "Pupils", "Findings that wait"),
        ((of, ask, " ".join(sorted(pupils)), str(sum(pupils.values()))) for (of, ask), pupils in ordered),
    )


def _pupil(review: Review) -> Html:
    """One pupil: what is open, explained in full, and how much is in order."""
    unmet = [finding for finding in review.findings if finding.is_open]
    in_order = f"{len(review.met)} in order, {review.not_applicable} rules do not concern this pupil."
    return folded(
        f"{review.subject}: {len(unmet)} open", tag("p", in_order, class_="quiet"), list(_explained(unmet))
    )  # fmt: skip


def _explained(findings: Iterable[Finding]) -> Iterator[Html]:
    for finding in findings:
        yield explained(finding)
